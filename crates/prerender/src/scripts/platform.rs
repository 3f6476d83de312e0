//! Rewrites the scripts that run on other sites' pages, so that they call only the platform's own functions.
//!
//! A library of the page may have replaced any of them: Prototype's `scrollTo` scrolls the page, MooTools' `Window` is
//! not the constructor of windows. So `a.b(c)` becomes `call(a, "b", c)`, and in the glue `a instanceof B` becomes
//! `is(a, "B")`. `browser/platform.js` and `browser/glue.js` define these two; the sources stay plain JavaScript.

use oxc::{
    allocator::Allocator,
    ast::ast::{
        BinaryExpression, BinaryOperator, CallExpression, ChainExpression, Expression,
        NewExpression, StaticMemberExpression,
    },
    ast_visit::{Visit, walk},
    parser::Parser,
    semantic::{IsGlobalReference, Scoping, SemanticBuilder},
    span::{GetSpan, SourceType, Span},
};

/// Functions of the window that scripts call without an object.
const WINDOW_FUNCTIONS: [&str; 11] = [
    "addEventListener",
    "cancelAnimationFrame",
    "clearTimeout",
    "fetch",
    "getComputedStyle",
    "matchMedia",
    "queueMicrotask",
    "removeEventListener",
    "requestAnimationFrame",
    "requestIdleCallback",
    "setTimeout",
];

/// Interfaces of events, which a page may have replaced: the constructor is that of an event which the document
/// creates.
const EVENT_INTERFACES: [&str; 2] = ["CustomEvent", "Event"];

/// Methods that are called directly: of collections and promises, which no page replaces; of observers, which end with
/// their frame; of a window of another origin; and the site's own.
const DIRECT_METHODS: [&str; 21] = [
    "add",
    "catch",
    "default",
    "delete",
    "disconnect",
    "dress",
    "end",
    "fail",
    "free",
    "get",
    "has",
    "hydrate",
    "moved",
    "observe",
    "on_panic",
    "postMessage",
    "set",
    "show",
    "test",
    "then",
    "want",
];

/// Globals whose static functions a page may have replaced.
const WRAPPED_GLOBALS: [&str; 4] = ["Array", "JSON", "Object", "String"];

/// Which calls of a script are wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calls {
    /// All of them.
    All,
    /// Methods of arguments and of globals, as in the functions of the glue that the Wasm imports.
    OfArguments,
}

/// Wraps the calls of a module. A source that cannot be parsed stays as it is: the minifier returns the error.
pub(crate) fn wrap_calls(source: &str, calls: Calls) -> String {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, SourceType::mjs()).parse();
    if !parsed.diagnostics.is_empty() {
        return source.to_owned();
    }
    let semantic = SemanticBuilder::new().build(&parsed.program).semantic;
    let mut wrapper = CallWrapper {
        source,
        calls,
        scoping: semantic.scoping(),
        in_chain: false,
        edits: Vec::new(),
    };
    wrapper.visit_program(&parsed.program);
    wrapper.apply_edits()
}

/// Collects the edits.
struct CallWrapper<'s> {
    source: &'s str,
    calls: Calls,
    scoping: &'s Scoping,
    /// Whether the expression is in an optional chain, which `?.` may end.
    in_chain: bool,
    /// Spans and their replacements; of two at one position the outer is first.
    edits: Vec<(Span, String)>,
}

impl CallWrapper<'_> {
    fn apply_edits(mut self) -> String {
        self.edits.sort_by_key(|(span, _)| span.start);
        let (mut text, mut at) = (String::new(), 0);
        for (span, replacement) in &self.edits {
            text.push_str(&self.source[at..span.start as usize]);
            text.push_str(replacement);
            at = span.end as usize;
        }
        text + &self.source[at..]
    }

    fn replace(&mut self, start: u32, end: u32, text: impl Into<String>) {
        self.edits.push((Span::new(start, end), text.into()));
    }

    /// The name of a global that no variable of the script hides.
    fn global<'e>(&self, expression: &'e Expression<'_>) -> Option<&'e str> {
        let Expression::Identifier(identifier) = expression else { return None };
        identifier.is_global_reference(self.scoping).then(|| identifier.name.as_str())
    }

    fn is_wrapped(&self, member: &StaticMemberExpression<'_>) -> bool {
        let name = member.property.name.as_str();
        if let Some(global) = self.global(&member.object)
            && (global == "console" || global.starts_with(|first: char| first.is_uppercase()))
        {
            return WRAPPED_GLOBALS.contains(&global);
        }
        match (self.calls, &member.object) {
            (_, Expression::Super(_)) => false,
            (Calls::All, _) => !DIRECT_METHODS.contains(&name),
            // Not `call`, nor the methods that wasm-bindgen adds to its own functions.
            (Calls::OfArguments, Expression::Identifier(object)) => {
                let number = object.name.strip_prefix("arg").map(str::parse::<u8>);
                matches!(number, Some(Ok(_))) && name != "call" && !name.starts_with('_')
            }
            (Calls::OfArguments, _) => false,
        }
    }

    /// The position of the first argument, or of the closing bracket.
    fn arguments_start(&self, from: u32, call: &CallExpression<'_>) -> u32 {
        let bracket = self.source[from as usize..].find('(').unwrap_or_default();
        call.arguments.first().map_or(from + bracket as u32 + 1, |value| value.span().start)
    }

    fn wrap_call(&mut self, call: &CallExpression<'_>, member: &StaticMemberExpression<'_>) {
        let object = member.object.span();
        self.replace(object.start, object.start, "call(");
        let next = if call.arguments.is_empty() { "" } else { ", " };
        let values = self.arguments_start(member.span.end, call);
        self.replace(object.end, values, format!(", \"{}\"{next}", member.property.name));
    }
}

impl<'a> Visit<'a> for CallWrapper<'_> {
    fn visit_chain_expression(&mut self, chain: &ChainExpression<'a>) {
        let outside = std::mem::replace(&mut self.in_chain, true);
        walk::walk_chain_expression(self, chain);
        self.in_chain = outside;
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        match &call.callee {
            Expression::StaticMemberExpression(member)
                if !call.optional && self.is_wrapped(member) =>
            {
                self.wrap_call(call, member);
                self.visit_expression(&member.object);
            }
            callee => {
                if let Some(name) =
                    self.global(callee).filter(|name| WINDOW_FUNCTIONS.contains(name))
                {
                    let next = if call.arguments.is_empty() { "" } else { ", " };
                    let values = self.arguments_start(callee.span().end, call);
                    let written = format!("call(window, \"{name}\"{next}");
                    self.replace(call.span.start, values, written);
                }
                self.visit_expression(callee);
            }
        }
        // Arguments are not in the chain.
        let outside = std::mem::replace(&mut self.in_chain, false);
        self.visit_arguments(&call.arguments);
        self.in_chain = outside;
    }

    fn visit_static_member_expression(&mut self, member: &StaticMemberExpression<'a>) {
        // A wrapped call is no longer in the chain, and may return undefined.
        if self.in_chain
            && !member.optional
            && matches!(member.object, Expression::CallExpression(_))
        {
            self.replace(member.object.span().end, member.object.span().end, "?");
        }
        walk::walk_static_member_expression(self, member);
    }

    fn visit_new_expression(&mut self, new: &NewExpression<'a>) {
        if let Some(name) = self.global(&new.callee).filter(|name| EVENT_INTERFACES.contains(name))
        {
            let made = format!("(call(document, \"createEvent\", \"{name}\").constructor)");
            let span = new.callee.span();
            self.replace(span.start, span.end, made);
        }
        walk::walk_new_expression(self, new);
    }

    fn visit_binary_expression(&mut self, binary: &BinaryExpression<'a>) {
        let glue = self.calls == Calls::OfArguments;
        let class = self.global(&binary.right).filter(|name| glue && *name != "Error");
        if let (BinaryOperator::Instanceof, Some(name)) = (binary.operator, class) {
            let left = binary.left.span();
            if let ("Object", Expression::Identifier(left)) = (name, &binary.left) {
                // Objects parsed with the `JSON` of an empty frame have its prototype.
                let any = format!("Object({0}) === {0}", left.name);
                self.replace(binary.span.start, binary.span.end, any);
            } else {
                self.replace(left.start, left.start, "is(");
                self.replace(left.end, binary.span.end, format!(", \"{name}\")"));
            }
        }
        walk::walk_binary_expression(self, binary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[track_caller]
    fn becomes(calls: Calls, source: &str, expected: &str) {
        assert_eq!(wrap_calls(source, calls), expected);
    }

    #[test]
    fn every_method_call_is_wrapped() {
        for (source, expected) in [
            ("a.b()", r#"call(a, "b")"#),
            ("a.b( )", r#"call(a, "b" )"#),
            ("a.b(c, d)", r#"call(a, "b", c, d)"#),
            ("a.b(...c)", r#"call(a, "b", ...c)"#),
            ("a.b(c.d()).e(f)", r#"call(call(a, "b", call(c, "d")), "e", f)"#),
            ("a.b((c, d))", r#"call(a, "b", (c, d))"#),
            ("[...a].b((c) => c.d(1))", r#"call([...a], "b", (c) => call(c, "d", 1))"#),
            ("fetch(a.b())", r#"call(window, "fetch", call(a, "b"))"#),
            ("fetch(a).then(b)", r#"call(window, "fetch", a).then(b)"#),
            (
                "new Event(a.b())",
                r#"new (call(document, "createEvent", "Event").constructor)(call(a, "b"))"#,
            ),
            ("`${a.b()}`", r#"`${call(a, "b")}`"#),
        ] {
            becomes(Calls::All, source, expected);
        }
    }

    #[test]
    fn what_no_page_replaces_stays() {
        for source in [
            "a(b)",
            "new A(b)",
            "a[b](c)",
            "a.b?.(c)",
            "class A { #a() { this.#a() } }",
            "class A extends B { c() { super.c() } }",
            "const fetch = 1; fetch(a)",
            "a.then(b)",
            "Promise.resolve(a)",
            "no script",
        ] {
            becomes(Calls::All, source, source);
        }
    }

    /// Without an object nothing is called, and nothing that follows is read.
    #[test]
    fn an_optional_chain_ends_where_it_ended() {
        for (source, expected) in [
            ("a?.b(c)", r#"call(a, "b", c)"#),
            ("a.b(c)?.d()", r#"call(call(a, "b", c), "d")"#),
            ("a?.b.c(d.e())", r#"call(a?.b, "c", call(d, "e"))"#),
            ("a?.b(c).d.e", r#"call(a, "b", c)?.d.e"#),
            ("a?.b(c).d.e()", r#"call(call(a, "b", c)?.d, "e")"#),
        ] {
            becomes(Calls::All, source, expected);
        }
    }

    #[test]
    fn in_the_glue_only_what_the_wasm_imports_is_wrapped() {
        for (source, expected) in [
            ("(arg0) => arg0.b(arg1)", r#"(arg0) => call(arg0, "b", arg1)"#),
            ("JSON.parse(b)", r#"call(JSON, "parse", b)"#),
            ("arg0 instanceof Window", r#"is(arg0, "Window")"#),
            ("arg0.b() instanceof C", r#"is(call(arg0, "b"), "C")"#),
            ("a instanceof Object", "Object(a) === a"),
            ("a instanceof Error", "a instanceof Error"),
            ("class C {} a instanceof C", "class C {} a instanceof C"),
            ("wasm.b(arg0)", "wasm.b(arg0)"),
            ("arg0.call(arg1)", "arg0.call(arg1)"),
            ("arg0._wbg_cb_unref()", "arg0._wbg_cb_unref()"),
        ] {
            becomes(Calls::OfArguments, source, expected);
        }
    }
}
