//! Rules on pictures: each is in `public/images`, and its size is known.

use std::path::{Path, PathBuf};

use jsonc_parser::common::Ranged;

use super::{ContentFiles, Diagnostic};
use crate::{
    fields::Kind,
    pictures::{PictureNode, find_picture, read_size},
};

/// Each picture exists in `public/images`.
pub(super) fn check_pictures(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    let images = images(content);
    content.visit_strings(Kind::PictureFile, |node, file| {
        let path = Path::new(file);
        let (problem, remedy) = if !is_plain_relative_path(file) {
            (
                "ce n’est pas le nom d’un fichier de public/images".to_owned(),
                "écrivez le nom seul, comme lallab.webp".to_owned(),
            )
        } else if !has_known_format(path) {
            (
                "ce format d’image n’est pas prévu".to_owned(),
                "donnez une image .avif, .webp, .png, .jpg ou .svg".to_owned(),
            )
        } else if !images.join(path).is_file() {
            (
                format!("{} n’existe pas", images.join(path).display()),
                "mettez l’image dans ce dossier, ou corrigez son nom".to_owned(),
            )
        } else {
            return;
        };
        diagnostics.push(Diagnostic::new(node.file, node.range(), &node.path, problem, remedy));
    });
}

/// The size of each picture can be read, or is written: without it the page would shift when the picture loads.
pub(super) fn check_picture_sizes(content: &ContentFiles, diagnostics: &mut Vec<Diagnostic>) {
    let images = images(content);
    content.visit_values(|node| {
        let Some(PictureNode { object: picture, file, .. }) = find_picture(node) else { return };
        let path = images.join(file);
        let has_size = ["width", "height"].iter().all(|name| picture.get(name).is_some());
        // A missing picture, or one of another format, is the error of another rule.
        if has_size || !is_plain_relative_path(file) || !has_known_format(&path) || !path.is_file() || read_size(&path).is_some() {
            return;
        }
        let Some(value) = picture.get("file").map(|property| &property.value) else { return };
        diagnostics.push(Diagnostic::new(
            node.file,
            value.range(),
            &node.field_path("file"),
            "la taille de cette image ne peut pas être lue dans son fichier",
            "ouvrez l’image, enregistrez-la à nouveau en .webp ou .png, et remettez-la dans public/images",
        ));
    });
}

/// Whether a path stays inside the pictures' folder and is the same path in a URL.
fn is_plain_relative_path(file: &str) -> bool {
    file.split('/').all(|part| !matches!(part, "" | "." | ".."))
        && !file.contains(['\\', ':', '%', '?', '#'])
}

fn has_known_format(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| ["avif", "webp", "png", "jpg", "svg"].contains(&extension))
}

/// The folder of the pictures.
fn images(content: &ContentFiles) -> PathBuf {
    content.folder.parent().unwrap_or(Path::new(".")).join("images")
}
