//! The fields in `editor::fields` and in the types of `content` are the same.

use content::{
    Document, FormerTestimonials, Mission, Partners, Press, Site, Testimonials, read_text,
};
use editor::fields::{FILES, Kind, Shape};
use serde_json::{Map, Value, json};

use crate::copy::Copy;

/// Content without errors can be built: the tolerant reader keeps every field that the shapes allow.
#[test]
fn the_shapes_and_the_types_have_the_same_fields() {
    for required_only in [false, true] {
        let copy = Copy::new();
        for (file, shape) in FILES {
            copy.write(file, &Generator { required_only, count: 0 }.value(shape).to_string());
        }
        copy.assert_correct();
        assert_fields_agree::<Site>(&copy, required_only);
        assert_fields_agree::<Mission>(&copy, required_only);
        assert_fields_agree::<Testimonials>(&copy, required_only);
        assert_fields_agree::<Partners>(&copy, required_only);
        assert_fields_agree::<Press>(&copy, required_only);
    }
}

/// Generates values of a shape, with all fields or only the required ones.
struct Generator {
    required_only: bool,
    count: usize,
}

impl Generator {
    fn value(&mut self, shape: Shape) -> Value {
        match shape {
            Shape::Object(fields) => {
                let fields = fields.iter().filter(|field| field.required || !self.required_only);
                let fields: Vec<_> = fields.collect();
                let values = fields
                    .into_iter()
                    .map(|field| (field.name.to_owned(), self.value(field.shape)));
                Value::Object(values.collect::<Map<_, _>>())
            }
            Shape::List(_) if self.required_only => json!([]),
            Shape::List(item) | Shape::NonEmptyList(item) => {
                json!([self.value(*item), self.value(*item)])
            }
            Shape::Value(kind) => self.single(kind),
        }
    }

    fn single(&mut self, kind: Kind) -> Value {
        self.count += 1;
        match kind {
            // The same text everywhere, so that references are valid.
            Kind::Text | Kind::Paragraph | Kind::OrganisationName => json!("Un texte"),
            Kind::Slug => json!(format!("entree-{}", self.count)),
            Kind::Link => json!(format!("https://a.fr/{}", self.count)),
            Kind::Date => json!("2024-03-27"),
            Kind::Language => json!("en"),
            Kind::PictureFile => json!("la.webp"),
            Kind::Pixels => json!(self.count),
            Kind::Seconds => json!(20),
            Kind::Boolean => json!(true),
        }
    }
}

/// Asserts that the generated file is read and serialized without losing or adding fields.
fn assert_fields_agree<T: Document>(copy: &Copy, required_only: bool) {
    let text = copy.text(T::FILE);
    let value: T = read_text(&text).unwrap_or_else(|| panic!("{} cannot be read", T::FILE));
    let serialized = serde_json::to_value(&value).expect("serialised");
    let mut generated: Value = serde_json::from_str(&text).expect("JSON");
    if let Some(ids) = generated.as_object_mut().expect("an object").remove("former_ids") {
        let former: FormerTestimonials = serde_json::from_str(&text).expect("ids");
        assert_eq!(json!(former.former_ids), ids);
    }
    if required_only {
        let fields = generated.as_object().expect("an object");
        for (name, field) in fields {
            assert_eq!(&serialized[name], field, "{}: {name}", T::FILE);
        }
    } else {
        assert_eq!(serialized, generated, "{}", T::FILE);
    }
    assert_eq!(read_text(&serialized.to_string()), Some(value), "{}", T::FILE);
}
