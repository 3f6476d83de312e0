//! Numbers: `10 000` and `10.000` are found by whoever types `10000`.

use super::Folded;

/// Writes each number whose digits stand in threes as one word.
pub(super) fn write_joined(folded: &Folded, others: &mut Folded) {
    let (mut number, mut start) = (String::new(), 0);
    let mut at = 0;
    // The last word ends the number before it.
    for word in folded.text.split(' ').chain([""]) {
        if !number.is_empty() && is_digit_group(word) {
            number.push_str(word);
        } else {
            if number.len() > 3 {
                let origin = folded.origins[start].start..folded.origins[at - 2].end;
                others.write("\n ", origin.clone());
                others.write(&number, origin);
            }
            let begins = word.len() < 4 && !word.is_empty() && is_digits(word);
            number = if begins { word.to_owned() } else { String::new() };
            start = at;
        }
        at += word.len() + 1;
    }
}

/// Whether these are three digits, as they follow others in a long number.
#[must_use]
pub fn is_digit_group(word: &str) -> bool {
    word.len() == 3 && is_digits(word)
}

fn is_digits(word: &str) -> bool {
    word.bytes().all(|digit| digit.is_ascii_digit())
}
