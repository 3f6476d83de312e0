//! Siblings in brotli and gzip, which a server sends as they are: better than it could do on the fly.

use std::io::Write;

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use super::tree::{Tree, ending};

/// What is compressed already; in the one ICO is a PNG.
const PACKED: &[&str] = &["woff2", "ico", "png", "jpg", "jpeg", "webp", "avif", "gif"];

/// So many bytes less are worth a sibling.
const WORTH: usize = 100;

/// Adds `.br` and `.gz` beside each file that gains by it.
pub(super) fn add(tree: &mut Tree) -> Result<()> {
    let mut siblings = Vec::new();
    for (path, bytes) in tree.0.iter().filter(|(path, _)| gains(path)) {
        let both = [("br", brotli(bytes)?), ("gz", gzip(bytes)?)];
        if both.iter().all(|(_, packed)| packed.len() + WORTH < bytes.len()) {
            siblings.extend(both.map(|(end, packed)| (format!("{path}.{end}"), packed)));
        }
    }
    tree.0.extend(siblings);
    Ok(())
}

/// Whether a file may have siblings. Content has none: whoever edits it on the server would go on
/// seeing the old sibling. Nor have the files that the host itself reads.
pub(super) fn gains(path: &str) -> bool {
    !path.starts_with("content/")
        && !path.starts_with(['_', '.'])
        && !PACKED.contains(&ending(path))
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
    Ok(packed)
}

/// Without name or time in its header, so that the same bytes give the same bytes.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::super::tree::Tree;
    use super::add;

    #[test]
    fn siblings_unpack_to_the_same_bytes_and_content_has_none() {
        let text = "une ligne, et encore une ligne, et encore une ligne".repeat(20).into_bytes();
        let paths = ["index.html", "assets/a.wasm", "content/a.json", "fonts/a.woff2", "_headers"];
        let mut tree = Tree(paths.map(|path| (path.to_owned(), text.clone())).into());
        add(&mut tree).unwrap();
        let paths: Vec<_> =
            tree.0.keys().filter(|path| path.contains("l.") || path.contains("m.")).collect();
        assert_eq!(
            paths,
            ["assets/a.wasm.br", "assets/a.wasm.gz", "index.html.br", "index.html.gz"]
        );
        assert_eq!(tree.0.len(), 9);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &tree.0["assets/a.wasm.br"][..], &mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&tree.0["assets/a.wasm.gz"][..])
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text);
    }

    #[test]
    fn what_gains_little_has_no_sibling() {
        let mut tree = Tree([("robots.txt".to_owned(), b"a".repeat(100))].into());
        add(&mut tree).unwrap();
        assert_eq!(tree.0.len(), 1);
    }
}
