//! Siblings in brotli and gzip, which a server sends as they are: smaller than it could compress on the fly.

use std::io::Write;
use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::{panic, thread};

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use super::tree::{Tree, extension};

/// The extensions of compressed formats; the one ICO contains a PNG.
const COMPRESSED: &[&str] = &["woff2", "ico", "png", "jpg", "jpeg", "webp", "avif", "gif", "zip"];

/// The bytes that a sibling must save.
const MIN_SAVING: usize = 100;

/// Adds `.br` and `.gz` beside each file for which both save enough; each processor compresses one file at a time.
pub(super) fn add_siblings(tree: &mut Tree) -> Result<()> {
    let mut files: Vec<_> = tree.0.iter().filter(|(path, _)| is_compressible(path)).collect();
    files.sort_by_key(|(_, bytes)| bytes.len());
    let queue = Mutex::new(files);
    let compress_queue = || -> Result<Vec<_>> {
        let mut siblings = Vec::new();
        loop {
            // The largest first, so that no thread ends with it alone.
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some((path, bytes)) = next else { return Ok(siblings) };
            let both = [("br", brotli(bytes)?), ("gz", gzip(bytes)?)];
            if both.iter().all(|(_, packed)| packed.len() + MIN_SAVING < bytes.len()) {
                siblings.extend(
                    both.map(|(extension, packed)| (format!("{path}.{extension}"), packed)),
                );
            }
        }
    };
    let siblings: Result<Vec<_>> = thread::scope(|scope| {
        let count = thread::available_parallelism().map_or(1, NonZero::get);
        let threads: Vec<_> = (0..count).map(|_| scope.spawn(compress_queue)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic)))
            .collect()
    });
    tree.0.extend(siblings?.into_iter().flatten());
    Ok(())
}

/// Whether a file may have siblings. Content has none: after an edit on the server, the old sibling would still
/// be served. Nor have the files that the host itself reads.
pub(super) fn is_compressible(path: &str) -> bool {
    !path.starts_with("content/")
        && !path.starts_with(['_', '.'])
        && !COMPRESSED.contains(&extension(path))
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

/// Writes no name or time into the header, so that equal input gives equal output.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::super::tree::Tree;
    use super::add_siblings;

    #[test]
    fn siblings_unpack_to_the_same_bytes_and_content_has_none() {
        let text = "une ligne, et encore une ligne, et encore une ligne".repeat(20);
        let paths = ["index.html", "assets/a.wasm", "content/a.json", "fonts/a.woff2", "_headers"];
        let mut tree = Tree::of(&paths.map(|path| (path, &*text)));
        add_siblings(&mut tree).unwrap();
        let paths: Vec<_> =
            tree.0.keys().filter(|path| path.contains("l.") || path.contains("m.")).collect();
        assert_eq!(
            paths,
            ["assets/a.wasm.br", "assets/a.wasm.gz", "index.html.br", "index.html.gz"]
        );
        assert_eq!(tree.0.len(), 9);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &tree.0["assets/a.wasm.br"][..], &mut unpacked).unwrap();
        assert_eq!(unpacked, text.as_bytes());
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&tree.0["assets/a.wasm.gz"][..])
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, text.as_bytes());
    }

    #[test]
    fn a_file_that_compression_hardly_shrinks_has_no_sibling() {
        let mut tree = Tree::of(&[("robots.txt", &"a".repeat(100))]);
        add_siblings(&mut tree).unwrap();
        assert_eq!(tree.0.len(), 1);
    }
}
