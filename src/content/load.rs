//! The build's reading: all five files from a folder.

use std::{fs, io, path::Path};

use super::{Document, Mission, Partners, Press, Site, Testimonials, read};

/// All the content there is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// `site.json`
    pub site: Site,
    /// `mission.json`
    pub mission: Mission,
    /// `testimonials.json`
    pub testimonials: Testimonials,
    /// `partners.json`
    pub partners: Partners,
    /// `press.json`
    pub press: Press,
}

impl Content {
    /// Reads the five files of a folder, as the browser would.
    ///
    /// # Errors
    /// A file is missing or cannot be shown; [`super::check::check`] says it better.
    pub fn from_folder(folder: &Path) -> io::Result<Self> {
        Ok(Self {
            site: document(folder)?,
            mission: document(folder)?,
            testimonials: document(folder)?,
            partners: document(folder)?,
            press: document(folder)?,
        })
    }
}

fn document<T: Document>(folder: &Path) -> io::Result<T> {
    let path = folder.join(T::FILE);
    let told = |what: String| {
        io::Error::new(
            io::ErrorKind::InvalidData,
            format!("{}: {what}", path.display()),
        )
    };
    let text = fs::read_to_string(&path).map_err(|fault| told(fault.to_string()))?;
    read(&text).map_err(|fault| told(fault.to_string()))
}
