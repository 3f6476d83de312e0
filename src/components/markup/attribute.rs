//! What an element has besides its children.

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

/// What keeps an attribute working as long as its element lives.
pub(super) enum AttributeState {
    Static,
    Live(#[expect(dead_code, reason = "its drop ends it")] RenderEffect<Option<&'static str>>),
    Event(#[expect(dead_code, reason = "its drop ends it")] RemoveEventHandler<Element>),
}

impl Attribute {
    /// Writes it into a start tag.
    pub(super) fn write_html(self, html: &mut String) {
        match self {
            Self::Static(name, value) => attr::AttributeValue::to_html(value, name, html),
            Self::Live(name, value) => attr::AttributeValue::to_html(value(), name, html),
            Self::Event(_) | Self::NodeRef(_) => {}
        }
    }

    /// Makes it work on an element. One that is hydrated has the values of the first render already: nothing is
    /// written.
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
                    let now = value();
                    match now {
                        _ if before.unwrap_or(if hydrated { now } else { None }) == now => {}
                        Some(now) => Rndr::set_attribute(&element, name, now),
                        None => Rndr::remove_attribute(&element, name),
                    }
                    now
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

/// What may be the value of an attribute.
pub trait AttributeValue {
    /// The attribute of this name.
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
