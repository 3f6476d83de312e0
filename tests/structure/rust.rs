//! What a Rust source names: its imports, identifiers, string literals and conditions of compilation.

use std::collections::HashMap;

use proc_macro2::{Delimiter, Group, Punct, Spacing, Span, TokenStream, TokenTree};
use syn::{
    Attribute, Expr, Ident, Item, ItemMod, ItemUse, LitStr, Macro, Path, UseTree, parse_quote,
    visit::{self, Visit},
};

/// Line numbers and what is there.
pub type Found = Vec<(usize, String)>;

/// The names and literals of one source, but for its `#[cfg(test)]` modules.
#[derive(Default)]
pub struct Rust {
    /// Every path that a `use` or the code names. One into the app begins with `crate`.
    pub imports: Found,
    /// Every identifier.
    pub names: Found,
    /// Every string literal that is no documentation.
    pub literals: Found,
    /// The names in `cfg`, `cfg_attr` and `cfg!`.
    pub conditions: Found,
    /// The macros whose input is neither values nor items.
    pub unparsed_macros: Found,
    module: Vec<String>,
    known: HashMap<String, Vec<String>>,
}

impl Rust {
    /// Reads a source; its path from the root says which module it is.
    pub fn read(path: &str, text: &str) -> Self {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let module = path.trim_start_matches("src/").trim_end_matches(".rs").split('/');
        let module = module.filter(|part| !["lib", "main"].contains(part));
        let module: Vec<_> = ["crate"].into_iter().chain(module).map(str::to_owned).collect();
        let mut rust = Self { module, ..Self::default() };
        for item in &file.items {
            if let Item::Mod(child) = item {
                let path = [&rust.module[..], &[child.ident.to_string()]].concat();
                rust.known.insert(child.ident.to_string(), path);
            }
        }
        rust.visit_file(&file);
        rust
    }

    /// The path from the app's root, or the path itself if it leads into another crate.
    fn resolve(&self, path: &[String]) -> Vec<String> {
        let supers = path.iter().take_while(|part| *part == "super").count();
        let start = match path[0].as_str() {
            "crate" | "next_level" => &["crate".to_owned()],
            "self" | "super" => &self.module[..self.module.len().saturating_sub(supers).max(1)],
            name => match self.known.get(name) {
                Some(start) => &start[..],
                None => return path.to_vec(),
            },
        };
        [start, &path[supers.max(1)..]].concat()
    }

    fn import(&mut self, name: &Ident, path: &[String]) {
        let path = self.resolve(path).join("::");
        self.imports.push((line(name.span()), path));
    }

    fn use_tree(&mut self, tree: &UseTree, start: &[String]) {
        let (name, alias) = match tree {
            UseTree::Path(path) => {
                return self.use_tree(&path.tree, &[start, &[path.ident.to_string()]].concat());
            }
            UseTree::Group(group) => {
                return group.items.iter().for_each(|tree| self.use_tree(tree, start));
            }
            UseTree::Glob(glob) => {
                let all = Ident::new("all", glob.star_token.spans[0]);
                return self.import(&all, start);
            }
            UseTree::Name(name) => (&name.ident, &name.ident),
            UseTree::Rename(rename) => (&rename.ident, &rename.rename),
        };
        let path =
            if name == "self" { start.to_vec() } else { [start, &[name.to_string()]].concat() };
        self.import(name, &path);
        let alias = if alias == "self" { path[path.len() - 1].clone() } else { alias.to_string() };
        self.known.insert(alias, self.resolve(&path));
    }

    fn condition(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    self.conditions.push((line(name.span()), name.to_string()))
                }
                TokenTree::Group(group) => self.condition(group.stream()),
                _ => {}
            }
        }
    }
}

impl<'a> Visit<'a> for Rust {
    fn visit_ident(&mut self, name: &'a Ident) {
        self.names.push((line(name.span()), name.to_string()));
    }

    fn visit_lit_str(&mut self, literal: &'a LitStr) {
        self.literals.push((line(literal.span()), literal.value()));
    }

    fn visit_item_use(&mut self, item: &'a ItemUse) {
        self.use_tree(&item.tree, &[]);
        visit::visit_item_use(self, item);
    }

    fn visit_item_mod(&mut self, item: &'a ItemMod) {
        if !item.attrs.contains(&parse_quote!(#[cfg(test)])) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_path(&mut self, path: &'a Path) {
        if path.segments.len() > 1 {
            let names: Vec<_> = path.segments.iter().map(|part| part.ident.to_string()).collect();
            self.import(&path.segments[0].ident, &names);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'a Macro) {
        visit::visit_macro(self, item);
        let end = item.tokens.clone().into_iter().chain([Punct::new(';', Spacing::Alone).into()]);
        if item.path.is_ident("cfg") {
            self.condition(item.tokens.clone());
        } else if let Ok(values) = parse_within(Delimiter::Bracket, item.tokens.clone()) {
            self.visit_expr(&values);
        } else if let Ok(items) = parse_within(Delimiter::Brace, end.collect()) {
            self.visit_expr(&items);
        } else {
            let name = &item.path.segments[0].ident;
            // The items of a format of serde, which are types of serde's.
            if name != "serde" && !(name == "view" && has_only_components(&item.tokens)) {
                self.unparsed_macros.push((line(name.span()), name.to_string()));
            }
        }
    }

    fn visit_attribute(&mut self, attribute: &'a Attribute) {
        let path = attribute.path();
        match attribute.meta.require_list() {
            Ok(list) if path.is_ident("cfg") || path.is_ident("cfg_attr") => {
                self.condition(list.tokens.clone());
            }
            _ if path.is_ident("doc") => {}
            _ => visit::visit_attribute(self, attribute),
        }
    }
}

/// Whether what is written in `view!` are components, whose names begin with a capital.
fn has_only_components(view: &TokenStream) -> bool {
    let tokens: Vec<String> = view.clone().into_iter().map(|token| token.to_string()).collect();
    let names = tokens.windows(2).filter(|pair| pair[0] == "<").map(|pair| &pair[1]);
    names.clone().count() > 0 && names.clone().all(|name| name.starts_with(char::is_uppercase))
}

fn parse_within(delimiter: Delimiter, tokens: TokenStream) -> syn::Result<Expr> {
    syn::parse2(TokenTree::from(Group::new(delimiter, tokens)).into())
}

fn line(span: Span) -> usize {
    span.start().line
}
