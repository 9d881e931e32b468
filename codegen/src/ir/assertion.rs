//! What the keywords of JSON Schema 2020-12 ask of objects, of arrays and under conditions, by
//! other types.

use super::TypeId;

/// What one keyword asks of a value. It says nothing about values of other JSON types.
#[derive(Debug, Clone, PartialEq)]
pub enum Assertion {
    /// `patternProperties`: members whose names match must be of the type.
    Matching {
        /// The pattern
        pattern: String,
        /// The type
        ty: TypeId,
    },
    /// `additionalProperties` beside `patternProperties`: all members but these must be of the type.
    Further {
        /// The names that are declared
        names: Vec<String>,
        /// The patterns that names may match
        patterns: Vec<String>,
        /// The type
        ty: TypeId,
    },
    /// `propertyNames`: each name must be of the type.
    Names(TypeId),
    /// `dependentRequired`: where the member is, the others must be.
    Requires {
        /// The member
        name: String,
        /// The others
        required: Vec<String>,
    },
    /// `dependentSchemas`: where the member is, the object must be of the type.
    Implies {
        /// The member
        name: String,
        /// The type
        ty: TypeId,
    },
    /// `if`, `then` and `else`: a value of the first type must be of the second, any other of the
    /// third.
    Conditional {
        /// `if`
        test: TypeId,
        /// `then`
        then: Option<TypeId>,
        /// `else`
        otherwise: Option<TypeId>,
    },
    /// `anyOf`: a value must be of one of the types.
    Any(Vec<TypeId>),
    /// `contains`, `minContains` and `maxContains`: so many elements must be of the type.
    Contains {
        /// The type
        ty: TypeId,
        /// At least so many
        least: usize,
        /// At most so many
        most: Option<usize>,
    },
    /// `prefixItems`: the first elements must be of these types.
    Prefix(Vec<TypeId>),
    /// `items` beside `prefixItems`: the elements after the first `count` must be of the type.
    After {
        /// How many elements are left out
        count: usize,
        /// The type
        ty: TypeId,
    },
    /// `unevaluatedProperties` and `unevaluatedItems`: what no other keyword has looked at must be
    /// of the type.
    Unevaluated {
        /// Members, or elements
        of: Of,
        /// What the other keywords look at
        evaluated: Vec<Evaluated>,
        /// The type
        ty: TypeId,
    },
}

/// Members of an object or elements of an array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Members
    Members,
    /// Elements
    Elements,
}

/// The members and elements that one subschema looks at, where all of `when` holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evaluated {
    /// Under which conditions
    pub when: Vec<When>,
    /// Whether it looks at all of them
    pub all: bool,
    /// The members it declares
    pub names: Vec<String>,
    /// The patterns of the members it looks at
    pub patterns: Vec<String>,
    /// How many elements it declares
    pub count: usize,
    /// The type of the elements it looks at, wherever they stand
    pub contains: Option<TypeId>,
}

/// A condition under which a subschema counts.
#[derive(Debug, Clone, PartialEq)]
pub enum When {
    /// The value is of the type
    Is(TypeId),
    /// The value is not of the type
    IsNot(TypeId),
    /// The object has the member
    Has(String),
}

impl Assertion {
    /// Visits every type that is asked about, in order.
    pub fn each_type(&mut self, mut visit: impl FnMut(&mut TypeId)) {
        match self {
            Assertion::Matching { ty, .. }
            | Assertion::Further { ty, .. }
            | Assertion::Names(ty)
            | Assertion::Implies { ty, .. }
            | Assertion::Contains { ty, .. }
            | Assertion::After { ty, .. } => visit(ty),
            Assertion::Requires { .. } => {}
            Assertion::Conditional {
                test,
                then,
                otherwise,
            } => {
                visit(test);
                then.iter_mut().chain(otherwise).for_each(visit);
            }
            Assertion::Any(types) | Assertion::Prefix(types) => types.iter_mut().for_each(visit),
            Assertion::Unevaluated { evaluated, ty, .. } => {
                visit(ty);
                for it in evaluated {
                    it.contains.iter_mut().for_each(&mut visit);
                    for when in &mut it.when {
                        match when {
                            When::Is(ty) | When::IsNot(ty) => visit(ty),
                            When::Has(_) => {}
                        }
                    }
                }
            }
        }
    }

    /// The types that the whole value is compared with, not a part of it.
    pub fn on_same_value(&self) -> Vec<TypeId> {
        match self {
            Assertion::Implies { ty, .. } => vec![*ty],
            Assertion::Any(types) => types.clone(),
            Assertion::Conditional {
                test,
                then,
                otherwise,
            } => [Some(*test), *then, *otherwise]
                .into_iter()
                .flatten()
                .collect(),
            Assertion::Unevaluated { evaluated, .. } => {
                let conditions = evaluated.iter().flat_map(|it| &it.when);
                let types = conditions.filter_map(|it| match it {
                    When::Is(ty) | When::IsNot(ty) => Some(*ty),
                    When::Has(_) => None,
                });
                types.collect()
            }
            Assertion::Matching { .. }
            | Assertion::Further { .. }
            | Assertion::Names(_)
            | Assertion::Requires { .. }
            | Assertion::Contains { .. }
            | Assertion::Prefix(_)
            | Assertion::After { .. } => Vec::new(),
        }
    }

    /// The types that are asked about, each with words for what it is asked for.
    pub fn roles(&self) -> Vec<(String, TypeId)> {
        let each = |role: &str, types: &[TypeId]| -> Vec<(String, TypeId)> {
            types.iter().map(|it| (role.to_owned(), *it)).collect()
        };
        match self {
            Assertion::Matching { ty, .. } => each("matching", &[*ty]),
            Assertion::Further { ty, .. } => each("further", &[*ty]),
            Assertion::Names(ty) => each("member name", &[*ty]),
            Assertion::Requires { .. } => Vec::new(),
            Assertion::Implies { name, ty } => each(&format!("with {name}"), &[*ty]),
            Assertion::Conditional {
                test,
                then,
                otherwise,
            } => {
                let mut roles = each("if", &[*test]);
                roles.extend(then.map(|it| ("then".to_owned(), it)));
                roles.extend(otherwise.map(|it| ("else".to_owned(), it)));
                roles
            }
            Assertion::Any(types) => each(Self::ALTERNATIVE, types),
            Assertion::Contains { ty, .. } => each("contained", &[*ty]),
            Assertion::Prefix(types) => each("prefix", types),
            Assertion::After { ty, .. } => each("rest", &[*ty]),
            Assertion::Unevaluated { evaluated, ty, .. } => {
                let mut roles = each("unevaluated", &[*ty]);
                for it in evaluated {
                    roles.extend(it.contains.map(|it| ("contained".to_owned(), it)));
                    roles.extend(it.when.iter().filter_map(|when| match when {
                        When::Is(ty) | When::IsNot(ty) => Some((Self::ALTERNATIVE.to_owned(), *ty)),
                        When::Has(_) => None,
                    }));
                }
                roles
            }
        }
    }

    /// The role of a type that is one of several, which says nothing about what is in it.
    pub const ALTERNATIVE: &str = "alternative";

    /// The patterns that names are compared with.
    pub fn patterns(&self) -> Vec<&str> {
        match self {
            Assertion::Matching { pattern, .. } => vec![pattern],
            Assertion::Further { patterns, .. } => patterns.iter().map(String::as_str).collect(),
            Assertion::Unevaluated { evaluated, .. } => {
                let patterns = evaluated.iter().flat_map(|it| &it.patterns);
                patterns.map(String::as_str).collect()
            }
            Assertion::Names(_)
            | Assertion::Requires { .. }
            | Assertion::Implies { .. }
            | Assertion::Conditional { .. }
            | Assertion::Any(_)
            | Assertion::Contains { .. }
            | Assertion::Prefix(_)
            | Assertion::After { .. } => Vec::new(),
        }
    }

    /// What it says, the types apart.
    pub fn label(&self) -> String {
        let mut bare = self.clone();
        bare.each_type(|ty| *ty = TypeId(0));
        format!("{bare:?}")
    }
}
