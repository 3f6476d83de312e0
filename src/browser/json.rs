//! The browser's own JSON parser.

use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue};

use content::json::Json;

/// Parses JSON; `None` if it is none.
#[must_use]
pub fn json(text: &str) -> Option<Json> {
    if cfg!(target_arch = "wasm32") {
        tree(&js_sys::JSON::parse(text).ok()?)
    } else {
        serde_json::from_str(text).ok()
    }
}

fn tree(value: &JsValue) -> Option<Json> {
    Some(if let Some(text) = value.as_string() {
        Json::Text(text)
    } else if let Some(list) = value.dyn_ref::<Array>() {
        Json::List(list.iter().map(|value| tree(&value)).collect::<Option<_>>()?)
    } else if let Some(object) = value.dyn_ref::<Object>() {
        let field = |field: JsValue| {
            let field: Array = field.unchecked_into();
            Some((field.get(0).as_string()?, tree(&field.get(1))?))
        };
        Json::Object(Object::entries(object).iter().map(field).collect::<Option<_>>()?)
    } else if let Some(number) = value.as_f64() {
        Json::Number(number)
    } else {
        value.as_bool().map_or(Json::Null, Json::Bool)
    })
}
