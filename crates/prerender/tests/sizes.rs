//! The sizes of pictures that the content does not say are in the page and in the published content.

use std::{fs, path::Path, process::Command};

/// A short template as Trunk writes it.
const TEMPLATE: &str = "<html><head><title>Le Next Level</title>\
    <link rel=\"icon\" href=\"data:image/svg+xml,x\">\
    <script data-js=\"./site.js\" data-wasm=\"./site_bg.wasm\"></script>\
    <style>a { b: c }</style>\
    </head><div id=\"site\"></div></html>";

#[test]
fn a_picture_without_a_size_gets_that_of_its_file_and_no_other_file_is_written() {
    let work = tempfile::tempdir().expect("a folder");
    let (content, images) = (work.path().join("public/content"), work.path().join("public/images"));
    let staging = work.path().join("staging");
    for folder in [&content, &images, &staging] {
        fs::create_dir_all(folder).expect("a folder");
    }
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/usual/content");
    for file in fs::read_dir(fixture).expect("a fixture") {
        let file = file.expect("a file");
        fs::copy(file.path(), content.join(file.file_name())).expect("a copy");
    }
    let testimonials = content.join("testimonials.json");
    let text = fs::read_to_string(&testimonials).expect("a text");
    let name = "\"name\": \"Paya Ndiaye\"";
    let with =
        |portrait: &str| text.replace(name, &format!("{name}, \"portrait\": {{ {portrait} }}"));
    fs::write(&testimonials, with("\"file\": \"a.svg\"")).expect("written");
    fs::write(images.join("a.svg"), "<svg viewBox='0 0 30 40'/>").expect("a picture");
    fs::write(staging.join("index.html"), TEMPLATE).expect("a template");

    let output = Command::new(env!("CARGO_BIN_EXE_prerender"))
        .arg("render")
        .current_dir(work.path())
        .env("TRUNK_STAGING_DIR", &staging)
        .env_remove("TRUNK_PROFILE")
        .env_remove("NEXT_LEVEL_TEMPLATE")
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let written: Vec<_> = fs::read_dir(staging.join("content"))
        .expect("a folder")
        .map(|file| file.expect("a file").file_name())
        .collect();
    assert_eq!(written, ["testimonials.json"]);
    let published = fs::read_to_string(staging.join("content/testimonials.json")).expect("a text");
    assert_eq!(published, with("\"file\": \"a.svg\", \"width\": 30, \"height\": 40"));
    for page in ["index.html", "embed/v1/testimonials.html"] {
        let page = fs::read_to_string(staging.join(page)).expect("a page");
        assert!(page.contains("width=\"30\" height=\"40\""), "{page}");
    }
}
