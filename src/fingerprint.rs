//! Fingerprints of prerendered HTML.
//!
//! Hydration relies on the prerendered nodes, but proxies, archives, translators and extensions may change them before
//! the Wasm runs. So the build writes a fingerprint on each part; a part that no longer matches it is rendered again
//! from the same JSON.

/// The attribute with the fingerprint of an element's content.
pub const FINGERPRINT: &str = "data-fingerprint";

/// The void elements of HTML, which have no end tag.
const VOID_ELEMENTS: [&[u8]; 14] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param",
    b"source", b"track", b"wbr",
];

/// The fingerprint of a part: a hash of its tree (element names, and the positions of texts and comments), and of each
/// byte of the JSON from which it was rendered.
///
/// A build and a browser that serialize the same tree get the same fingerprint: it ignores attributes, the content of
/// texts and comments, and their syntax. Hydration relies on none of these.
#[must_use]
pub fn fingerprint(html: &str, data: &[&str]) -> u32 {
    let mut hash = Hash(0x811c_9dc5);
    hash_structure(html.as_bytes(), &mut hash);
    for json in data {
        hash.add(json.as_bytes());
    }
    hash.0
}

/// FNV-1a, 32 bits. It need not resist attacks: nobody gains from a collision.
struct Hash(u32);

impl Hash {
    fn add(&mut self, bytes: &[u8]) {
        // The space separates these bytes from the next.
        for byte in bytes.iter().chain([&b' ']) {
            self.0 = (self.0 ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        }
    }
}

fn hash_structure(mut html: &[u8], hash: &mut Hash) {
    while let Some(first) = html.first() {
        let length = if *first != b'<' {
            hash.add(b"\"");
            html.iter().position(|byte| *byte == b'<')
        } else if html.starts_with(b"<!") {
            hash.add(b"!");
            let end: &[u8] = if html.starts_with(b"<!--") { b"-->" } else { b">" };
            html.windows(end.len())
                .skip(2) // From the first hyphen on: `<!-->` is a whole comment, too.
                .position(|part| part == end)
                .map(|index| index + 2 + end.len())
        } else {
            let length = tag_length(html);
            hash_tag(&html[1..length.map_or(html.len(), |length| length - 1)], hash);
            length
        };
        html = &html[length.unwrap_or(html.len())..];
    }
}

/// Hashes a tag, given without its angle brackets. A self-closing tag counts as a start and an end tag.
fn hash_tag(tag: &[u8], hash: &mut Hash) {
    if tag.first() == Some(&b'/') {
        return hash.add(b"/");
    }
    let end = tag.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/');
    let name = &tag[..end.unwrap_or(tag.len())];
    hash.add(name);
    if tag.last() == Some(&b'/') && !VOID_ELEMENTS.contains(&name) {
        hash.add(b"/");
    }
}

/// The length of the tag at the start of the HTML; a `>` in an attribute value does not end it.
fn tag_length(html: &[u8]) -> Option<usize> {
    let mut quote = None;
    let end = html.iter().position(|byte| {
        match quote {
            Some(open) if open == *byte => quote = None,
            None if matches!(byte, b'"' | b'\'') => quote = Some(*byte),
            _ => {}
        }
        *byte == b'>' && quote.is_none()
    });
    end.map(|end| end + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HTML: &str = "<section class=\"a\"><h2 id=\"b\">Un titre</h2><p>Du <b>texte</b>, et<!>après<br></p>\
        <svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg><p></p></section>";

    fn is_same(first: &str, second: &str) -> bool {
        fingerprint(first, &[]) == fingerprint(second, &[])
    }

    /// Hydration sees the same nodes in each pair.
    #[test]
    fn syntax_attributes_and_texts_do_not_change_the_fingerprint() {
        for (from, to) in [
            ("<!>", "<!---->"),
            ("<!>", "<!-- un mot -->"),
            ("<!>", "<!-- <b> -->"),
            ("<br>", "<br/>"),
            ("<br>", "<br />"),
            ("<path d=\"M0 0\"/>", "<path d=\"M0 0\"></path>"),
            ("class=\"a\"", "class='a'"),
            ("class=\"a\"", "class=\"a > b\" data-x='\"' hidden"),
            ("class=\"a\"", "data-url=\"https://exemple.org/\" class=\"autre\""),
            ("Un titre", "A title"),
            ("Un titre", "&lt;b&gt; &amp;&nbsp;c"),
            ("id=\"b\"", ""),
        ] {
            assert!(
                HTML.contains(from) && is_same(HTML, &HTML.replacen(from, to, 1)),
                "{from} → {to}"
            );
        }
    }

    #[test]
    fn another_tree_has_another_fingerprint() {
        for (from, to) in [
            ("Un titre", "<font><font>A title</font></font>"),
            ("Un titre", "Un <mark>titre</mark>"),
            ("Un titre", ""),
            ("<!>", ""),
            ("<!>", " "),
            ("<b>texte</b>", "texte"),
            ("<b>texte</b>", "<i>texte</i>"),
            (", et", ""),
            ("<p></p>", ""),
            ("<p></p>", "<p> </p>"),
            ("<p></p>", "<p><!----></p>"),
            ("<p></p>", "<p></p><ext-widget></ext-widget>"),
            ("</section>", "</section> "),
            ("<h2 id=\"b\">Un titre</h2>", "<div><h2 id=\"b\">Un titre</h2></div>"),
            ("<b>texte</b>, et", "<b>texte, et</b>"),
            ("<br>", "<wbr>"),
            ("<br>", "<br><br>"),
        ] {
            assert!(
                HTML.contains(from) && !is_same(HTML, &HTML.replacen(from, to, 1)),
                "{from} → {to}"
            );
        }
    }

    #[test]
    fn every_byte_of_the_data_counts() {
        let of = |data: &[&str]| fingerprint(HTML, data);
        assert_eq!(of(&["{}", "[]"]), of(&["{}", "[]"]));
        for other in [&["{}", "[ ]"][..], &["[]", "{}"], &["{}"], &["{}[]"], &["", "{}", "[]"]] {
            assert_ne!(of(&["{}", "[]"]), of(other), "{other:?}");
        }
    }

    /// A tree that is serialized as by a browser, and as a build may.
    #[derive(Clone, Debug)]
    enum Node {
        Text(String),
        Comment,
        Element(usize, Vec<(String, String)>, Vec<Node>),
    }

    const NAMES: [&str; 5] = ["p", "div", "next-level-controls", "br", "path"];

    fn nodes() -> impl Strategy<Value = Vec<Node>> {
        let leaf = prop_oneof!["[a-z<>&\"' ]{1,9}".prop_map(Node::Text), Just(Node::Comment)];
        let attribute = ("[a-z-]{1,5}", "[a-z<>&\"'/ =]{0,9}");
        let tree = leaf.prop_recursive(4, 40, 5, move |inner| {
            (
                0..NAMES.len(),
                prop::collection::vec(attribute, 0..3),
                prop::collection::vec(inner, 0..5),
            )
                .prop_map(|(name, attributes, inner)| {
                    Node::Element(name, attributes, merge_texts(inner))
                })
        });
        prop::collection::vec(tree, 0..5).prop_map(merge_texts)
    }

    /// Merges adjacent texts, as `normalize()` does.
    fn merge_texts(nodes: Vec<Node>) -> Vec<Node> {
        let mut merged: Vec<Node> = Vec::new();
        for node in nodes {
            match (merged.last_mut(), node) {
                (Some(Node::Text(before)), Node::Text(after)) => before.push_str(&after),
                (_, node) => merged.push(node),
            }
        }
        merged
    }

    fn escape(text: &str) -> String {
        text.replace('&', "&amp;").replace('"', "&quot;")
    }

    /// Serializes nodes as a browser (an older one, which does not escape angle brackets in attributes), or as a build
    /// may.
    fn serialize(nodes: &[Node], as_browser: bool) -> String {
        let serialize_node = |node: &Node| match node {
            Node::Text(text) => escape(text).replace('<', "&lt;").replace('>', "&gt;"),
            Node::Comment => if as_browser { "<!---->" } else { "<!>" }.to_owned(),
            Node::Element(name, attributes, inner) => {
                let name = NAMES[*name];
                let attributes = attributes.iter().filter(|_| as_browser);
                let attributes: String = attributes
                    .map(|(name, value)| format!(" {name}=\"{}\"", escape(value)))
                    .collect();
                let inner = if name == "br" { String::new() } else { serialize(inner, as_browser) };
                match (name, as_browser) {
                    ("br", true) => format!("<br{attributes}>"),
                    ("br", false) => "<br/>".to_owned(),
                    ("path", false) if inner.is_empty() => "<path/>".to_owned(),
                    _ => format!("<{name}{attributes}>{inner}</{name}>"),
                }
            }
        };
        nodes.iter().map(serialize_node).collect()
    }

    /// The part of a tree that its fingerprint covers: without attributes and texts.
    fn outline(nodes: &[Node]) -> String {
        let outline_node = |node: &Node| match node {
            Node::Text(_) => "t".to_owned(),
            Node::Comment => "c".to_owned(),
            Node::Element(3, ..) => "(br)".to_owned(),
            Node::Element(name, _, inner) => format!("({}{})", NAMES[*name], outline(inner)),
        };
        nodes.iter().map(outline_node).collect()
    }

    proptest! {
        #[test]
        fn a_build_and_a_browser_agree_on_the_fingerprint(nodes in nodes()) {
            prop_assert!(is_same(&serialize(&nodes, true), &serialize(&nodes, false)));
        }

        #[test]
        fn two_trees_have_the_same_fingerprint_only_if_their_outlines_are_equal(first in nodes(), second in nodes()) {
            let is_equal = outline(&first) == outline(&second);
            prop_assert_eq!(is_same(&serialize(&first, true), &serialize(&second, true)), is_equal);
        }

        #[test]
        fn malformed_html_has_a_fingerprint(html in "[<>/!a-z\"' -]{0,40}") {
            let _ = fingerprint(&html, &[]);
        }
    }
}
