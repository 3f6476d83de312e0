//! What each JSON file may hold, field by field, as editors are told.
//!
//! The checks walk the files along these shapes; the same words explain a field to an editor.

use super::{Document, Mission, Partners, Press, Site, Testimonials};

/// What a place in a file may hold.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// An object with these fields and no others.
    Object(&'static [Field]),
    /// A list of values of one shape.
    List(&'static Shape),
    /// The same, with at least one.
    NonEmptyList(&'static Shape),
    /// A single value.
    Value(Kind),
}

/// A field of an object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its key in the JSON.
    pub name: &'static str,
    /// Whether it may be left out.
    pub required: bool,
    /// What it holds.
    pub shape: Shape,
    /// What it is for, in French.
    pub about: &'static str,
}

/// What a single value may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words that are shown.
    Text,
    /// The name of an entry in links: `ecole-pour-tous`.
    Slug,
    /// A [`super::Link`].
    Link,
    /// A [`super::Date`].
    Date,
    /// A [`super::Language`].
    Language,
    /// The name of an organisation or a campaign of `partners.json`.
    OrganisationName,
    /// The path of a picture below `public/images`.
    PictureFile,
    /// A number of pixels, from 1.
    Pixels,
    /// A number of seconds between two moves, from 12.
    Seconds,
    /// `true` or `false`.
    Flag,
}

/// The five files, in the order in which they are read.
pub const FILES: [(&str, Shape); 5] = [
    (Site::FILE, Shape::Object(SITE)),
    (Mission::FILE, Shape::Object(MISSION)),
    (Testimonials::FILE, Shape::Object(TESTIMONIALS)),
    (Partners::FILE, Shape::Object(PARTNERS)),
    (Press::FILE, Shape::Object(PRESS)),
];

const fn required(name: &'static str, shape: Shape, about: &'static str) -> Field {
    Field { name, required: true, shape, about }
}

const fn optional(name: &'static str, shape: Shape, about: &'static str) -> Field {
    Field { name, required: false, shape, about }
}

const TEXT: Shape = Shape::Value(Kind::Text);
const LINK: Shape = Shape::Value(Kind::Link);
const PICTURE: Shape = Shape::Object(&[
    required("file", Shape::Value(Kind::PictureFile), "Le fichier de l’image, dans public/images"),
    required("width", Shape::Value(Kind::Pixels), "La largeur de l’image, en pixels"),
    required("height", Shape::Value(Kind::Pixels), "La hauteur de l’image, en pixels"),
]);
const ID: Field = required(
    "id",
    Shape::Value(Kind::Slug),
    "Le nom de cette entrée dans les liens : il ne change plus une fois publié",
);

const SITE: &[Field] = &[
    required("name", TEXT, "Le nom de l’association"),
    optional("language", Shape::Value(Kind::Language), "La langue du site"),
    optional("home", LINK, "L’accueil du site de l’association"),
    optional("page", LINK, "La page de l’association dont ces textes sont tirés"),
    optional("contact", LINK, "Comment écrire à l’association (mailto: ou https:)"),
    optional("legal_notice", LINK, "Les mentions légales"),
    optional("privacy", LINK, "La page sur les données personnelles"),
    optional("accessibility_statement", LINK, "La déclaration d’accessibilité"),
    optional(
        "foreign_language_terms",
        Shape::List(&Shape::Object(&[
            required("text", TEXT, "L’expression, à la lettre"),
            required("language", Shape::Value(Kind::Language), "Sa langue : en, es, wo…"),
        ])),
        "Les expressions étrangères, pour que les lecteurs d’écran les prononcent bien",
    ),
];

const MISSION: &[Field] = &[
    required("title", TEXT, "Le titre de la section"),
    required("paragraphs", Shape::NonEmptyList(&TEXT), "Les paragraphes, dans l’ordre"),
];

const TESTIMONIALS: &[Field] = &[
    required("title", TEXT, "Le titre de la section"),
    required(
        "testimonials",
        Shape::List(&Shape::Object(&[
            ID,
            required("quote", TEXT, "Le témoignage, à la lettre, sans guillemets autour"),
            required("name", TEXT, "Le nom de la personne"),
            required("role", TEXT, "Ce qu’elle fait, et où"),
            optional("portrait", PICTURE, "Son portrait"),
        ])),
        "Les témoignages, dans l’ordre",
    ),
    optional(
        "rotation_seconds",
        Shape::Value(Kind::Seconds),
        "Après combien de secondes le témoignage suivant vient tout seul (au moins 12) ; \
         sans ce champ, rien ne bouge tout seul, et c’est le mieux",
    ),
];

const PARTNERS: &[Field] = &[
    required("title", TEXT, "Le titre de la section"),
    required("introduction", TEXT, "La phrase avant la liste"),
    required(
        "organisations",
        Shape::List(&Shape::Object(&[
            ID,
            required("name", TEXT, "Le nom de l’organisation, à la lettre"),
            optional("url", LINK, "Son propre site"),
            optional("logo", PICTURE, "Son logo"),
        ])),
        "Les organisations, dans l’ordre",
    ),
    optional("and_others", Shape::Value(Kind::Flag), "true si la liste n’est pas complète"),
    required("conclusion", TEXT, "La phrase après la liste"),
    optional(
        "campaigns",
        Shape::List(&Shape::Object(&[
            ID,
            required("name", TEXT, "Le nom de la campagne, comme la conclusion l’écrit"),
            optional("url", LINK, "Son propre site"),
        ])),
        "Les campagnes que la conclusion nomme",
    ),
];

const PRESS: &[Field] = &[
    required("title", TEXT, "Le titre de la section"),
    required(
        "excerpts",
        Shape::List(&Shape::Object(&[
            ID,
            required(
                "paragraphs",
                Shape::NonEmptyList(&TEXT),
                "L’extrait, à la lettre, par paragraphes",
            ),
            optional(
                "organisation",
                Shape::Value(Kind::OrganisationName),
                "L’organisation dont il parle, par son nom dans partners.json",
            ),
            optional("publication", TEXT, "Le journal, la radio, le site"),
            optional(
                "date",
                Shape::Value(Kind::Date),
                "La date de parution : 2024, 2024-03 ou 2024-03-27",
            ),
            optional("url", LINK, "L’adresse de l’article entier"),
        ])),
        "Les extraits, dans l’ordre",
    ),
];
