//! The shape of each JSON file, with a title and a description in French for each field.
//!
//! The check, the schemas, the form, the dialog and the summary are derived from these shapes.

use content::{Document, Mission, Partners, Press, Site, Testimonials};

pub use shape::{Field, Kind, Shape};
use shape::{optional, required};

mod shape;

/// The five files and their shapes.
pub const FILES: [(&str, Shape); 5] = [
    (Site::FILE, Shape::Object(SITE)),
    (Mission::FILE, Shape::Object(MISSION)),
    (Testimonials::FILE, Shape::Object(TESTIMONIALS)),
    (Partners::FILE, Shape::Object(PARTNERS)),
    (Press::FILE, Shape::Object(PRESS)),
];

/// The reference to a JSON Schema for text editors. Any file may have it; the site ignores it.
pub const SCHEMA: Field = optional(
    "$schema",
    TEXT,
    "Explication des champs",
    "Où le programme qui ouvre ce fichier trouve l’explication des champs ; n’y touchez pas",
);

const TEXT: Shape = Shape::Value(Kind::Text);
const PARAGRAPH: Shape = Shape::Value(Kind::Paragraph);
const LINK: Shape = Shape::Value(Kind::Link);
const PICTURE: Shape = Shape::Object(&[
    required(
        "file",
        Shape::Value(Kind::PictureFile),
        "Fichier",
        "Une image .avif, .webp, .png, .jpg ou .svg, du dossier public/images",
    ),
    optional(
        "width",
        Shape::Value(Kind::Pixels),
        "Largeur",
        "La largeur en pixels ; inutile : le site la lit dans le fichier",
    ),
    optional(
        "height",
        Shape::Value(Kind::Pixels),
        "Hauteur",
        "La hauteur en pixels ; inutile : le site la lit dans le fichier",
    ),
]);
const ID: Field = required(
    "id",
    Shape::Value(Kind::Slug),
    "Identifiant",
    "Le nom de cette entrée dans les liens, comme prenom-nom ou ecole-pour-tous : il ne change plus une fois publié",
);
const TITLE: Field = required("title", TEXT, "Titre", "Le titre de la section");

const SITE: &[Field] = &[
    required("name", TEXT, "Nom", "Le nom de l’association"),
    optional("language", Shape::Value(Kind::Language), "Langue", "La langue du site"),
    optional("home", LINK, "Accueil", "L’accueil du site de l’association"),
    optional("page", LINK, "Page", "La page de l’association dont ces textes sont tirés"),
    optional("contact", LINK, "Contact", "Comment écrire à l’association (mailto: ou https:)"),
    optional("legal_notice", LINK, "Mentions légales", "Les mentions légales"),
    optional("privacy", LINK, "Données personnelles", "La page sur les données personnelles"),
    optional("accessibility_statement", LINK, "Accessibilité", "La déclaration d’accessibilité"),
    optional(
        "foreign_language_terms",
        Shape::List(&Shape::Object(&[
            required("text", TEXT, "Expression", "L’expression, à la lettre"),
            required("language", Shape::Value(Kind::Language), "Langue", "Sa langue : en, es, wo…"),
        ])),
        "Expressions étrangères",
        "Les expressions étrangères, pour que les lecteurs d’écran les prononcent bien",
    )
    .with_item("expression"),
];

const MISSION: &[Field] = &[
    TITLE,
    required(
        "paragraphs",
        Shape::NonEmptyList(&PARAGRAPH),
        "Paragraphes",
        "Les paragraphes, dans l’ordre",
    )
    .with_item("paragraphe"),
];

const TESTIMONIALS: &[Field] = &[
    TITLE,
    required(
        "testimonials",
        Shape::List(&Shape::Object(&[
            ID,
            required(
                "quote",
                PARAGRAPH,
                "Témoignage",
                "Le témoignage, à la lettre, sans guillemets autour",
            ),
            required("name", TEXT, "Nom", "Le nom de la personne"),
            required("role", TEXT, "Rôle", "Ce qu’elle fait, et où"),
            optional("portrait", PICTURE, "Portrait", "Son portrait"),
        ])),
        "Témoignages",
        "Les témoignages, dans l’ordre",
    )
    .with_item("témoignage"),
    optional(
        "rotation_seconds",
        Shape::Value(Kind::Seconds),
        "Défilement",
        "Après combien de secondes le témoignage suivant vient tout seul (au moins 12) ; \
         sans ce champ, rien ne bouge tout seul, et c’est le mieux",
    ),
    optional(
        "former_ids",
        Shape::List(&Shape::Value(Kind::Slug)),
        "Anciens identifiants",
        "Les identifiants des témoignages retirés : à leur adresse, une page le dit et mène aux autres",
    )
    .with_item("identifiant"),
];

const PARTNERS: &[Field] = &[
    TITLE,
    required("introduction", PARAGRAPH, "Introduction", "La phrase avant la liste"),
    required(
        "organisations",
        Shape::List(&Shape::Object(&[
            ID,
            required("name", TEXT, "Nom", "Le nom de l’organisation, à la lettre"),
            optional("url", LINK, "Site", "Son propre site"),
            optional("logo", PICTURE, "Logo", "Son logo"),
        ])),
        "Organisations",
        "Les organisations, dans l’ordre",
    )
    .with_item("organisation"),
    optional(
        "and_others",
        Shape::Value(Kind::Boolean),
        "Et d’autres",
        "Si la liste n’est pas complète : le site ajoute « et d’autres »",
    ),
    required("conclusion", PARAGRAPH, "Conclusion", "La phrase après la liste"),
    optional(
        "campaigns",
        Shape::List(&Shape::Object(&[
            ID,
            required("name", TEXT, "Nom", "Le nom de la campagne, comme la conclusion l’écrit"),
            optional("url", LINK, "Site", "Son propre site"),
        ])),
        "Campagnes",
        "Les campagnes que la conclusion nomme",
    )
    .with_item("campagne"),
];

const PRESS: &[Field] = &[
    TITLE,
    required(
        "excerpts",
        Shape::List(&Shape::Object(&[
            ID,
            required(
                "paragraphs",
                Shape::NonEmptyList(&PARAGRAPH),
                "Paragraphes",
                "Les paragraphes de l’extrait, à la lettre",
            )
            .with_item("paragraphe"),
            optional(
                "organisation",
                Shape::Value(Kind::OrganisationName),
                "Organisation",
                "L’organisation dont il parle, par son nom à la lettre dans Organisations (partners.json) ; sinon, laissez vide",
            ),
            optional("publication", TEXT, "Publication", "Le journal, la radio, le site"),
            optional(
                "date",
                Shape::Value(Kind::Date),
                "Date",
                "La date de parution : 2024, 2024-03 ou 2024-03-27",
            ),
            optional("url", LINK, "Article", "L’adresse de l’article entier"),
        ])),
        "Extraits",
        "Les extraits, dans l’ordre",
    )
    .with_item("extrait"),
];
