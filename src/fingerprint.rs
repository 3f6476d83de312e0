//! Whether a part of a document is still what the build rendered.
//!
//! Hydration takes over the very nodes that were rendered, and trusts that they are there. But between the
//! build and the Wasm come proxies, archives, translators and extensions. So the build writes a fingerprint
//! beside each part; a part that no longer has it is rendered anew, from the same JSON.

/// The attribute of an element in which the build leaves the fingerprint of what it rendered there.
pub const FINGERPRINT: &str = "data-fingerprint";

/// Elements that have no end tag.
const VOID: [&[u8]; 14] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param",
    b"source", b"track", b"wbr",
];

/// The fingerprint of a part: of what stands where in its HTML (elements, texts and comments, by their
/// kind), and of each letter of the JSON that it was rendered from.
///
/// It is the same for whoever writes the HTML, a build or a browser: attributes, the words of texts and of
/// comments, and the ways to write them do not count. The Wasm counts on none of these.
#[must_use]
pub fn fingerprint(html: &str, data: &[&str]) -> u32 {
    let mut hash = Hash(0x811c_9dc5);
    structure(html.as_bytes(), &mut hash);
    for json in data {
        hash.add(json.as_bytes());
    }
    hash.0
}

/// FNV-1a, of 32 bits: nobody has anything to gain from a collision.
struct Hash(u32);

impl Hash {
    fn add(&mut self, bytes: &[u8]) {
        // What follows is apart from what went before.
        for byte in bytes.iter().chain([&b' ']) {
            self.0 = (self.0 ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        }
    }
}

fn structure(mut html: &[u8], hash: &mut Hash) {
    while let Some(first) = html.first() {
        let length = if *first != b'<' {
            hash.add(b"\"");
            html.iter().position(|byte| *byte == b'<')
        } else if html.starts_with(b"<!") {
            hash.add(b"!");
            let end: &[u8] = if html.starts_with(b"<!--") { b"-->" } else { b">" };
            html.windows(end.len())
                .skip(2)
                .position(|part| part == end)
                .map(|at| at + 2 + end.len())
        } else {
            let length = tag_length(html);
            tag(&html[1..length.map_or(html.len(), |length| length - 1)], hash);
            length
        };
        html = &html[length.unwrap_or(html.len())..];
    }
}

/// A tag, without its angle brackets. An element that ends with its own start tag ends as others do.
fn tag(tag: &[u8], hash: &mut Hash) {
    if tag.first() == Some(&b'/') {
        return hash.add(b"/");
    }
    let end = tag.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/');
    let name = &tag[..end.unwrap_or(tag.len())];
    hash.add(name);
    if tag.last() == Some(&b'/') && !VOID.contains(&name) {
        hash.add(b"/");
    }
}

/// How long the tag is that the HTML begins with. A `>` in an attribute ends no tag.
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

    fn same(one: &str, other: &str) -> bool {
        fingerprint(one, &[]) == fingerprint(other, &[])
    }

    /// Each the same nodes for who hydrates them.
    #[test]
    fn how_html_is_written_does_not_count() {
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
                HTML.contains(from) && same(HTML, &HTML.replacen(from, to, 1)),
                "{from} → {to}"
            );
        }
    }

    /// Each another tree of nodes.
    #[test]
    fn every_other_tree_of_nodes_is_told() {
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
                HTML.contains(from) && !same(HTML, &HTML.replacen(from, to, 1)),
                "{from} → {to}"
            );
        }
    }

    #[test]
    fn the_data_count_letter_by_letter() {
        let print = |data: &[&str]| fingerprint(HTML, data);
        assert_eq!(print(&["{}", "[]"]), print(&["{}", "[]"]));
        for other in [&["{}", "[ ]"][..], &["[]", "{}"], &["{}"], &["{}[]"], &["", "{}", "[]"]] {
            assert_ne!(print(&["{}", "[]"]), print(other), "{other:?}");
        }
    }

    /// Trees of nodes, as a browser writes them and as a build may.
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
                    Node::Element(name, attributes, joined(inner))
                })
        });
        prop::collection::vec(tree, 0..5).prop_map(joined)
    }

    /// Texts beside each other are one, as after `normalize()`.
    fn joined(nodes: Vec<Node>) -> Vec<Node> {
        let mut joined: Vec<Node> = Vec::new();
        for node in nodes {
            match (joined.last_mut(), node) {
                (Some(Node::Text(before)), Node::Text(after)) => before.push_str(&after),
                (_, node) => joined.push(node),
            }
        }
        joined
    }

    fn escaped(text: &str) -> String {
        text.replace('&', "&amp;").replace('"', "&quot;")
    }

    /// As a browser writes them (the older ones leave angle brackets in attributes), or as a build may.
    fn written(nodes: &[Node], by_browser: bool) -> String {
        let one = |node: &Node| match node {
            Node::Text(text) => escaped(text).replace('<', "&lt;").replace('>', "&gt;"),
            Node::Comment => if by_browser { "<!---->" } else { "<!>" }.to_owned(),
            Node::Element(name, attributes, inner) => {
                let name = NAMES[*name];
                let kept = attributes.iter().filter(|_| by_browser);
                let attributes: String =
                    kept.map(|(name, value)| format!(" {name}=\"{}\"", escaped(value))).collect();
                let inner = if name == "br" { String::new() } else { written(inner, by_browser) };
                match (name, by_browser) {
                    ("br", true) => format!("<br{attributes}>"),
                    ("br", false) => "<br/>".to_owned(),
                    ("path", false) if inner.is_empty() => "<path/>".to_owned(),
                    _ => format!("<{name}{attributes}>{inner}</{name}>"),
                }
            }
        };
        nodes.iter().map(one).collect()
    }

    /// A tree without its attributes and words: what a fingerprint is of.
    fn bare(nodes: &[Node]) -> String {
        let one = |node: &Node| match node {
            Node::Text(_) => "t".to_owned(),
            Node::Comment => "c".to_owned(),
            Node::Element(3, ..) => "(br)".to_owned(),
            Node::Element(name, _, inner) => format!("({}{})", NAMES[*name], bare(inner)),
        };
        nodes.iter().map(one).collect()
    }

    proptest! {
        #[test]
        fn who_writes_a_tree_does_not_count(nodes in nodes()) {
            prop_assert!(same(&written(&nodes, true), &written(&nodes, false)));
        }

        #[test]
        fn two_trees_have_one_fingerprint_only_if_they_are_alike(one in nodes(), other in nodes()) {
            let alike = bare(&one) == bare(&other);
            prop_assert_eq!(same(&written(&one, true), &written(&other, true)), alike);
        }

        #[test]
        fn whatever_a_stranger_writes_has_a_fingerprint(html in "[<>/!a-z\"' -]{0,40}") {
            let _ = fingerprint(&html, &[]);
        }
    }
}
