//! What serde hands over as arrays and objects: visitors that read them element by element and
//! member by member.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::disguise::{Guise, NUMBER, number, unmask};
use super::fault::add;
use super::known::Known;
use super::object::{twice, unexpected};
use super::serde_begun::BegunSource;
use super::serde_scalars::{Expecting, SlotVisitor, refuse};
use super::serde_source::{Any, Entry, Once, Reading, Whole};
use super::table::{Look, Names};
use super::{Elements, Filled, Kind, Object, Others, Presence, Scalar, Source};

pub(super) struct OptionVisitor<'a> {
    pub(super) some: &'a mut dyn FnMut(&mut dyn Source) -> Filled,
    pub(super) depth: u32,
}

/// A format that doesn't mark options gives the value itself.
impl<'de> Visitor<'de> for OptionVisitor<'_> {
    type Value = Filled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_unit<E: Error>(self) -> Result<Filled, E> {
        Ok(Ok(()))
    }

    fn visit_none<E: Error>(self) -> Result<Filled, E> {
        Ok(Ok(()))
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Filled, D::Error> {
        let mut once = Once::new(Whole(inner), self.depth);
        let filled = (self.some)(&mut once);
        once.finish(filled)
    }

    fn visit_bool<E: Error>(self, found: bool) -> Result<Filled, E> {
        Ok((self.some)(&mut Known(Scalar::Boolean(found))))
    }

    fn visit_i64<E: Error>(self, found: i64) -> Result<Filled, E> {
        Ok((self.some)(&mut Known(Scalar::Integer(i128::from(found)))))
    }

    fn visit_u64<E: Error>(self, found: u64) -> Result<Filled, E> {
        Ok((self.some)(&mut Known(Scalar::Integer(i128::from(found)))))
    }

    fn visit_f64<E: Error>(self, found: f64) -> Result<Filled, E> {
        Ok((self.some)(&mut Known(Scalar::Number(found))))
    }

    fn visit_str<E: Error>(self, found: &str) -> Result<Filled, E> {
        Ok((self.some)(&mut Known(Scalar::Text(found))))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<Filled, A::Error> {
        self.visit_some(SeqAccessDeserializer::new(access))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Filled, A::Error> {
        self.visit_some(MapAccessDeserializer::new(access))
    }
}

pub(super) struct ArrayVisitor<'a> {
    pub(super) elements: &'a mut dyn Elements,
    pub(super) depth: u32,
}

impl Expecting for ArrayVisitor<'_> {
    fn expected(&self) -> &str {
        "an array"
    }
}

impl<'de> Visitor<'de> for ArrayVisitor<'_> {
    type Value = Filled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Filled, A::Error> {
        let mut faults = None;
        let mut index = 0_usize;
        let depth = self.depth;
        while let Some(filled) = access.next_element_seed(Reading {
            read: |source: &mut dyn Source| self.elements.element(source),
            depth,
        })? {
            if let Err(fault) = filled {
                add(&mut faults, index, fault);
            }
            index += 1;
        }
        Ok(faults.map_or(Ok(()), Err))
    }

    refuse!(scalars
        visit_bool bool => Scalar::Boolean;
        visit_i64 i64 => |it| Scalar::Integer(i128::from(it));
        visit_u64 u64 => |it| Scalar::Integer(i128::from(it));
        visit_f64 f64 => Scalar::Number;
        visit_str &str => Scalar::Text;
    );
    refuse!(null);
    refuse!(object);
}

pub(super) struct ObjectVisitor<'a, 'b> {
    pub(super) object: &'a mut Object<'b>,
    pub(super) depth: u32,
}

impl Expecting for ObjectVisitor<'_, '_> {
    fn expected(&self) -> &str {
        "an object"
    }
}

impl<'de> Visitor<'de> for ObjectVisitor<'_, '_> {
    type Value = Filled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Filled, A::Error> {
        let ObjectVisitor { object, depth } = self;
        let table = object.table;
        let (members, names, others) = (&table.members, &table.names, table.others);
        let mut presence = Presence::default();
        let mut name = None;
        while let Some(found) = access.next_key_seed(Key {
            names,
            name: (others != Others::Skip).then_some(&mut name),
        })? {
            match members.get(found) {
                Some(member) if presence.insert(found) => {
                    let filled = match object.slot(member) {
                        Some(slot) => access.next_value_seed(Any(SlotVisitor(slot)))?,
                        None => {
                            let mut once = Once::new(Entry(&mut access), depth);
                            let filled = object.read(member, &mut once);
                            once.finish(filled)?
                        }
                    };
                    if let Err(fault) = filled
                        && let Ok(violations) = fault.unfit()
                    {
                        presence.fault(found, member.name, violations);
                    }
                }
                Some(member) => {
                    access.next_value::<IgnoredAny>()?;
                    presence.stray(twice(member.name).into());
                }
                None if found == DISGUISED => {
                    let number = number(&mut access)?;
                    return Ok(Err(Scalar::Number(number).mismatch("an object")));
                }
                None if others == Others::Read => {
                    let mut once = Once::new(Entry(&mut access), depth);
                    let filled = object.other(name.take().unwrap_or_default(), &mut once);
                    let filled = once.finish(filled)?;
                    if let Err(fault) = filled
                        && let Ok(violations) = fault.unfit()
                    {
                        presence.stray(violations);
                    }
                }
                None => {
                    access.next_value::<IgnoredAny>()?;
                    if others == Others::Refuse {
                        presence.stray(unexpected(&name.take().unwrap_or_default()).into());
                    }
                }
            }
        }
        Ok(object.finish(presence))
    }

    refuse!(scalars
        visit_bool bool => Scalar::Boolean;
        visit_i64 i64 => |it| Scalar::Integer(i128::from(it));
        visit_u64 u64 => |it| Scalar::Integer(i128::from(it));
        visit_f64 f64 => Scalar::Number;
        visit_str &str => Scalar::Text;
    );
    refuse!(null);
    refuse!(array);
}

/// The index of a member that is not declared: no member has it, and a number takes less to hand back
/// than an option.
const UNKNOWN: usize = usize::MAX;
/// The index of what is no member, but the name of a number.
const DISGUISED: usize = usize::MAX - 1;

/// Reads a member's name: its index, or [`UNKNOWN`] (and the name itself, if asked for), or [`DISGUISED`].
struct Key<'a> {
    names: &'static Names,
    name: Option<&'a mut Option<String>>,
}

impl Key<'_> {
    /// Most names are found here, without a stack.
    #[inline(never)]
    fn index(self, found: &str) -> usize {
        match self.names.look(found) {
            Look::Found(index) => index,
            Look::Absent => self.unknown(found),
            Look::Further => self.search(found),
        }
    }

    #[inline(never)]
    fn search(self, found: &str) -> usize {
        match self.names.search(found) {
            Some(index) => index,
            None => self.unknown(found),
        }
    }

    #[inline(never)]
    fn unknown(self, found: &str) -> usize {
        if found == NUMBER {
            return DISGUISED;
        }
        if let Some(name) = self.name {
            *name = Some(found.to_owned());
        }
        UNKNOWN
    }
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for Key<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, found: &'de str) -> Result<Self::Value, E> {
        self.visit_str(found)
    }

    #[inline]
    fn visit_str<E: Error>(self, found: &str) -> Result<Self::Value, E> {
        Ok(self.index(found))
    }
}

pub(super) struct KindVisitor<'a> {
    pub(super) read: &'a mut dyn FnMut(Kind, &mut dyn Source) -> Filled,
    pub(super) depth: u32,
}

impl KindVisitor<'_> {
    fn scalar(self, kind: Kind, scalar: Scalar<'_>) -> Filled {
        (self.read)(kind, &mut Known(scalar))
    }
}

impl<'de> Visitor<'de> for KindVisitor<'_> {
    type Value = Filled;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, found: bool) -> Result<Filled, E> {
        Ok(self.scalar(Kind::Boolean, Scalar::Boolean(found)))
    }

    fn visit_i64<E: Error>(self, found: i64) -> Result<Filled, E> {
        Ok(self.scalar(Kind::Integer, Scalar::Integer(i128::from(found))))
    }

    fn visit_u64<E: Error>(self, found: u64) -> Result<Filled, E> {
        Ok(self.scalar(Kind::Integer, Scalar::Integer(i128::from(found))))
    }

    fn visit_f64<E: Error>(self, found: f64) -> Result<Filled, E> {
        Ok(self.scalar(Kind::of_number(found), Scalar::Number(found)))
    }

    fn visit_str<E: Error>(self, found: &str) -> Result<Filled, E> {
        Ok(self.scalar(Kind::Text, Scalar::Text(found)))
    }

    fn visit_unit<E: Error>(self) -> Result<Filled, E> {
        Ok(self.scalar(Kind::Null, Scalar::Null))
    }

    fn visit_none<E: Error>(self) -> Result<Filled, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Filled, D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<Filled, A::Error> {
        let mut once = Once::new(Whole(SeqAccessDeserializer::new(access)), self.depth);
        let filled = (self.read)(Kind::Array, &mut once);
        once.finish(filled)
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Filled, A::Error> {
        let object = match unmask(access)? {
            Guise::Number(number) => return self.visit_f64(number),
            Guise::Object(object) => object,
        };
        let mut source = BegunSource::new(object, self.depth);
        let filled = (self.read)(Kind::Object, &mut source);
        source.finish(filled)
    }
}
