//! JSON as a tree, whoever parsed it: the browser's own parser, or serde_json in the build.
//!
//! The browser parses JSON already, so the Wasm brings no parser, and the types are read from the
//! tree by one small macro: serde's derived readers and serde_json were a sixth of the Wasm.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number; no document has one that an `f64` could not hold.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object, in the order it was written.
    Object(Vec<(String, Json)>),
}

/// A type that is read from JSON; `None` if the value is of another type.
pub trait FromJson: Sized {
    /// Reads it.
    fn from_json(json: Json) -> Option<Self>;
}

impl FromJson for String {
    fn from_json(json: Json) -> Option<Self> {
        if let Json::Text(text) = json { Some(text) } else { None }
    }
}

impl FromJson for bool {
    fn from_json(json: Json) -> Option<Self> {
        if let Json::Bool(truth) = json { Some(truth) } else { None }
    }
}

impl FromJson for u32 {
    fn from_json(json: Json) -> Option<Self> {
        let Json::Number(number) = json else { return None };
        // A cast saturates, so it comes back as another number if it does not fit.
        let whole = number as Self;
        (f64::from(whole) == number).then_some(whole)
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: Json) -> Option<Self> {
        if json == Json::Null { Some(None) } else { T::from_json(json).map(Some) }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: Json) -> Option<Self> {
        let Json::List(values) = json else { return None };
        let mut list = Self::with_capacity(values.len());
        for value in values {
            list.push(T::from_json(value)?);
        }
        Some(list)
    }
}

/// The fields of an object, to be taken one by one. One that nobody takes passes.
pub(crate) struct Fields(Vec<(String, Json)>);

impl Fields {
    /// The fields, if the value is an object.
    pub(crate) fn of(json: Json) -> Option<Self> {
        if let Json::Object(fields) = json { Some(Self(fields)) } else { None }
    }

    /// A field's value; one that is missing stays empty. `None` if it is of another type.
    #[inline(never)]
    pub(crate) fn take<T: FromJson + Default>(&mut self, name: &str) -> Option<T> {
        self.value(name).map_or_else(|| Some(T::default()), T::from_json)
    }

    /// The same for a text that may turn out not to be a `T`: then it is left out, since one bad
    /// link must not take its whole section from the page. The strict check refuses it beforehand.
    #[inline(never)]
    pub(crate) fn tolerate<T: TryFrom<String>>(&mut self, name: &str) -> Option<Option<T>> {
        let text: Option<String> = self.take(name)?;
        Some(text.and_then(|text| T::try_from(text).ok()))
    }

    #[inline(never)]
    fn value(&mut self, name: &str) -> Option<Json> {
        let field = self.0.iter_mut().rev().find(|(field, _)| field == name)?;
        Some(std::mem::replace(&mut field.1, Json::Null))
    }
}

/// `object!(Type { field, … } tolerates { field, … })`: how a type is read from a JSON object.
macro_rules! object {
    ($type:ident { $($field:ident),* $(,)? } $(tolerates { $($tolerated:ident),* $(,)? })?) => {
        impl $crate::json::FromJson for $type {
            #[inline(never)]
            fn from_json(json: $crate::json::Json) -> Option<Self> {
                let mut fields = $crate::json::Fields::of(json)?;
                Some(Self {
                    $($field: fields.take(stringify!($field))?,)*
                    $($($tolerated: fields.tolerate(stringify!($tolerated))?,)*)?
                })
            }
        }
    };
}
pub(crate) use object;

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(AnyJson)
    }
}

struct AnyJson;

impl<'de> Visitor<'de> for AnyJson {
    type Value = Json;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Json, E> {
        Ok(Json::Bool(truth))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number as f64))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Json::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Json::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Json::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json {
        serde_json::from_str(text).expect("JSON")
    }

    #[test]
    fn a_value_of_another_type_is_refused() {
        assert_eq!(Vec::<String>::from_json(json(r#"["a", 1]"#)), None);
        assert_eq!(String::from_json(json("[]")), None);
        assert_eq!(bool::from_json(json("0")), None);
        assert_eq!(Option::<String>::from_json(json("null")), Some(None));
    }

    #[test]
    fn only_whole_numbers_that_fit_are_numbers() {
        assert_eq!(u32::from_json(json("4294967295")), Some(u32::MAX));
        for other in ["4294967296", "-1", "1.5", "1e99", "\"1\""] {
            assert_eq!(u32::from_json(json(other)), None, "{other}");
        }
    }
}
