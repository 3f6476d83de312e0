//! Attributes, event handlers and node refs.

use leptos::{
    attr, ev,
    prelude::*,
    tachys::{
        html::{element::Custom, event::On, node_ref::NodeRefContainer},
        renderer::{
            RemoveEventHandler, Rndr,
            types::{Element, Event},
        },
    },
};

use crate::browser::ElementRef;

/// An attribute, an event handler or a node ref.
pub enum Attribute {
    Static(&'static str, Option<String>),
    Live(&'static str, Box<dyn Fn() -> Option<&'static str> + Send + Sync>),
    Event(On<ev::Custom<Event>, Box<dyn FnMut(Event)>>),
    NodeRef(ElementRef),
}

/// The state that must live as long as the element.
pub(super) enum AttributeState {
    Static,
    Live(#[expect(dead_code, reason = "its drop stops it")] RenderEffect<Option<&'static str>>),
    Event(#[expect(dead_code, reason = "its drop stops it")] RemoveEventHandler<Element>),
}

impl Attribute {
    /// Writes the attribute into a start tag.
    pub(super) fn write_html(self, html: &mut String) {
        match self {
            Self::Static(name, value) => attr::AttributeValue::to_html(value, name, html),
            Self::Live(name, value) => attr::AttributeValue::to_html(value(), name, html),
            Self::Event(_) | Self::NodeRef(_) => {}
        }
    }

    /// Attaches it to an element. A hydrated element already has the values of the first render, so none is written.
    pub(super) fn attach(self, element: &Element, hydrated: bool) -> AttributeState {
        match self {
            Self::Static(name, value) => {
                if let Some(value) = value.filter(|_| !hydrated) {
                    Rndr::set_attribute(element, name, &value);
                }
                AttributeState::Static
            }
            Self::Live(name, value) => {
                let element = element.clone();
                AttributeState::Live(RenderEffect::new(move |before: Option<Option<&str>>| {
                    let value = value();
                    match value {
                        _ if before.unwrap_or(if hydrated { value } else { None }) == value => {}
                        Some(value) => Rndr::set_attribute(&element, name, value),
                        None => Rndr::remove_attribute(&element, name),
                    }
                    value
                }))
            }
            Self::Event(event) => AttributeState::Event(event.attach(element)),
            Self::NodeRef(node_ref) => {
                NodeRefContainer::<Custom<String>>::load(node_ref, element);
                AttributeState::Static
            }
        }
    }
}

/// The value of an attribute: a text, an optional text, or a closure.
pub trait AttributeValue {
    /// The attribute with this name and value.
    fn attribute(self, name: &'static str) -> Attribute;
}

impl AttributeValue for Option<String> {
    fn attribute(self, name: &'static str) -> Attribute {
        Attribute::Static(name, self)
    }
}

impl AttributeValue for String {
    fn attribute(self, name: &'static str) -> Attribute {
        Attribute::Static(name, Some(self))
    }
}

impl AttributeValue for &str {
    #[inline(never)]
    fn attribute(self, name: &'static str) -> Attribute {
        self.to_owned().attribute(name)
    }
}

impl AttributeValue for &String {
    fn attribute(self, name: &'static str) -> Attribute {
        self.as_str().attribute(name)
    }
}

impl<F: Fn() -> Option<&'static str> + Send + Sync + 'static> AttributeValue for F {
    fn attribute(self, name: &'static str) -> Attribute {
        Attribute::Live(name, Box::new(self))
    }
}
