//! A serde deserializer over the browser's `JSON.parse`, so that the Wasm contains no JSON parser.

use std::{fmt, slice};

use content::{Document, read, read_text};
use js_sys::{Array, JSON, Reflect};
use serde::{
    Deserializer,
    de::{self, DeserializeSeed, SeqAccess, Visitor},
};
use wasm_bindgen::{JsCast, JsValue};

/// Reads a document of the content from its JSON; `None` if it is not this document.
#[must_use]
pub fn read_document<T: Document>(json: &str) -> Option<T> {
    if cfg!(target_arch = "wasm32") {
        read(Value(JSON::parse(json).ok()?))
    } else {
        read_text(json)
    }
}

/// A value of an unexpected type. It says no more: the strict check in `editor` reports what is wrong where.
#[derive(Debug)]
struct UnexpectedType;

impl fmt::Display for UnexpectedType {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for UnexpectedType {}

impl de::Error for UnexpectedType {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// A value from `JSON.parse`.
struct Value(JsValue);

impl<'de> Deserializer<'de> for Value {
    type Error = UnexpectedType;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, UnexpectedType> {
        Err(UnexpectedType)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedType> {
        visitor.visit_bool(self.0.as_bool().ok_or(UnexpectedType)?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedType> {
        let number = self.0.as_f64().ok_or(UnexpectedType)?;
        // The cast saturates and truncates, so a number that does not fit is no longer equal.
        let whole = number as u32;
        if f64::from(whole) == number { visitor.visit_u32(whole) } else { Err(UnexpectedType) }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedType> {
        visitor.visit_string(self.0.as_string().ok_or(UnexpectedType)?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedType> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, UnexpectedType> {
        let array = self.0.dyn_into().map_err(|_| UnexpectedType)?;
        visitor.visit_seq(Elements { array, next: 0 })
    }

    /// Reads a struct as the sequence of its fields: a map would add code for each field's name.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, UnexpectedType> {
        if !self.0.is_object() || Array::is_array(&self.0) {
            return Err(UnexpectedType);
        }
        visitor.visit_seq(Fields { object: self.0, names: fields.iter() })
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 f64 char str bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct map enum identifier ignored_any
    }
}

/// The elements of an array.
struct Elements {
    array: Array,
    next: u32,
}

impl Elements {
    #[inline(never)]
    fn take(&mut self) -> Option<Value> {
        let index = self.next;
        self.next += 1;
        (index < self.array.length()).then(|| Value(self.array.get(index)))
    }
}

impl<'de> SeqAccess<'de> for Elements {
    type Error = UnexpectedType;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, UnexpectedType> {
        self.take().map(|value| seed.deserialize(value)).transpose()
    }
}

/// The fields of an object, in the order of the type's fields. A missing one is `None`, for which serde takes the
/// default; the next call continues with the next field.
struct Fields {
    object: JsValue,
    names: slice::Iter<'static, &'static str>,
}

impl Fields {
    #[inline(never)]
    fn take(&mut self) -> Option<Value> {
        let name = self.names.next()?;
        let value = Reflect::get(&self.object, &(*name).into()).ok()?;
        (!value.is_undefined()).then_some(Value(value))
    }
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = UnexpectedType;

    #[inline(never)]
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, UnexpectedType> {
        self.take().map(|value| seed.deserialize(value)).transpose()
    }
}
