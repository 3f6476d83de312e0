//! How the model is read from JSON: as serde's derived code would, at a third of its bytes of Wasm.
//!
//! Derived code also reads a struct from a list, tells missing fields apart from empty ones, and
//! brings all that once per struct. The strict check does that better, at build time.

use std::{fmt, marker::PhantomData};

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

/// A struct that is filled from a JSON object, field by field.
pub(super) trait Object: Default {
    /// Takes the value of a field that it knows; says whether it knows it.
    fn take<'de, M: MapAccess<'de>>(&mut self, field: &str, map: &mut M) -> Result<bool, M::Error>;
}

/// Reads an object; a field that it does not know passes, one that is missing stays empty.
pub(super) fn read_object<'de, T: Object, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_map(Fields(PhantomData))
}

struct Fields<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for Fields<T> {
    type Value = T;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<T, M::Error> {
        let mut object = T::default();
        while let Some(field) = map.next_key::<String>()? {
            if !object.take(&field, &mut map)? {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(object)
    }
}

/// An optional text that may turn out not to be a `T`: then it is left out, since one bad link
/// must not take its whole section from the page. The strict check refuses it beforehand.
pub(super) struct Tolerated<T>(pub(super) Option<T>);

impl<'de, T: TryFrom<String>> Deserialize<'de> for Tolerated<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        Ok(Self(text.and_then(|text| T::try_from(text).ok())))
    }
}

/// `object!(Type { field, … } tolerates { field, … })`: how a type is read from a JSON object.
macro_rules! object {
    ($type:ident { $($field:ident),* $(,)? } $(tolerates { $($tolerated:ident),* $(,)? })?) => {
        impl $crate::content::object::Object for $type {
            fn take<'de, M: serde::de::MapAccess<'de>>(
                &mut self,
                field: &str,
                map: &mut M,
            ) -> Result<bool, M::Error> {
                match field {
                    $(stringify!($field) => self.$field = map.next_value()?,)*
                    $($(stringify!($tolerated) => {
                        self.$tolerated = map.next_value::<$crate::content::object::Tolerated<_>>()?.0;
                    })*)?
                    _ => return Ok(false),
                }
                Ok(true)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::content::object::read_object(from)
            }
        }
    };
}
pub(super) use object;
