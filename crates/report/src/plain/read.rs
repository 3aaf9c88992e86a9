//! A value read off plain JSON.

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, Expected, MapAccess,
    SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::Value;

use super::FieldError;
use crate::format;

/// Reads a value off plain JSON.
///
/// # Errors
/// When something is missing, unknown or of another type; names the field.
pub fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, FieldError> {
    T::deserialize(Reader(value))
}

#[derive(Clone, Copy)]
struct Reader<'a>(&'a Value);

impl Reader<'_> {
    /// That the value is not what is wanted.
    #[cold]
    fn unexpected(self, wanted: &dyn Expected) -> FieldError {
        let text = self.0.as_str().map(format::short).unwrap_or_default();
        let found = match self.0 {
            Value::Null => Unexpected::Other("nothing"),
            Value::Bool(value) => Unexpected::Bool(*value),
            Value::Number(_) => Unexpected::Other("a number"),
            Value::String(_) => Unexpected::Str(&text),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        };
        FieldError::invalid_type(found, wanted)
    }

    fn number<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FieldError> {
        let Value::Number(number) = self.0 else { return Err(self.unexpected(&visitor)) };
        if let Some(number) = number.as_u64() {
            visitor.visit_u64(number)
        } else if let Some(number) = number.as_i64() {
            visitor.visit_i64(number)
        } else {
            visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN))
        }
    }

    fn text<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FieldError> {
        match self.0 {
            Value::String(text) => visitor.visit_str(text),
            _ => Err(self.unexpected(&visitor)),
        }
    }

    fn list<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FieldError> {
        let Value::Array(values) = self.0 else { return Err(self.unexpected(&visitor)) };
        let mut entries = Entries { place: 0, left: values.iter() };
        let list = visitor.visit_seq(&mut entries)?;
        if entries.left.len() > 0 {
            return Err(FieldError::custom("the list is too long"));
        }
        Ok(list)
    }

    fn object<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FieldError> {
        let Value::Object(fields) = self.0 else { return Err(self.unexpected(&visitor)) };
        visitor.visit_map(Fields { left: fields.iter(), next: None })
    }
}

macro_rules! as_ {
    ($how:ident: $($method:ident),*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FieldError> {
            self.$how(visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = FieldError;

    as_!(number: deserialize_i8, deserialize_i16, deserialize_i32, deserialize_i64);
    as_!(number: deserialize_u8, deserialize_u16, deserialize_u32, deserialize_u64);
    as_!(number: deserialize_f32, deserialize_f64);
    as_!(text: deserialize_char, deserialize_str, deserialize_string, deserialize_identifier);
    as_!(list: deserialize_seq);
    as_!(object: deserialize_map);
    forward_to_deserialize_any! { bool bytes byte_buf unit ignored_any }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FieldError> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(_) => self.number(visitor),
            Value::String(text) => visitor.visit_str(text),
            Value::Array(_) => self.list(visitor),
            Value::Object(_) => self.object(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, FieldError> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, FieldError> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, FieldError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, FieldError> {
        self.list(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, FieldError> {
        self.list(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, FieldError> {
        self.object(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, FieldError> {
        let variant = match self.0 {
            Value::String(name) => Some(Variant { name, content: &Value::Null }),
            Value::Object(fields) if fields.len() == 1 => {
                fields.iter().next().map(|(name, content)| Variant { name, content })
            }
            _ => None,
        };
        match variant {
            Some(variant) => visitor.visit_enum(variant),
            None => Err(self.unexpected(&visitor)),
        }
    }
}

/// The name of a field or of a variant.
type Name<'a> = StrDeserializer<'a, FieldError>;

/// The entries of a list that are still to be read.
struct Entries<'a> {
    place: usize,
    left: std::slice::Iter<'a, Value>,
}

impl<'de> SeqAccess<'de> for &mut Entries<'_> {
    type Error = FieldError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, FieldError> {
        let Some(value) = self.left.next() else { return Ok(None) };
        let entry = seed.deserialize(Reader(value));
        let entry = entry.map_err(|error| error.within_entry(self.place))?;
        self.place += 1;
        Ok(Some(entry))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left.len())
    }
}

/// The fields of an object that are still to be read, and the one whose name was.
struct Fields<'a> {
    left: serde_json::map::Iter<'a>,
    next: Option<(&'a String, &'a Value)>,
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = FieldError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, FieldError> {
        self.next = self.left.next();
        let Some((name, _)) = self.next else { return Ok(None) };
        seed.deserialize(Name::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, FieldError> {
        let Some((name, value)) = self.next else {
            return Err(FieldError::custom("a value without a name"));
        };
        seed.deserialize(Reader(value)).map_err(|error| error.within(name))
    }
}

/// A variant by its name, with what it holds.
struct Variant<'a> {
    name: &'a str,
    content: &'a Value,
}

impl<'de, 'a> EnumAccess<'de> for Variant<'a> {
    type Error = FieldError;
    type Variant = Reader<'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Reader<'a>), FieldError> {
        Ok((seed.deserialize(Name::new(self.name))?, Reader(self.content)))
    }
}

impl<'de> VariantAccess<'de> for Reader<'_> {
    type Error = FieldError;

    fn unit_variant(self) -> Result<(), FieldError> {
        if self.0.is_null() { Ok(()) } else { Err(FieldError::custom("more than a word")) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<T::Value, FieldError> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, FieldError> {
        self.list(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, FieldError> {
        self.object(visitor)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};
    use serde_json::{Value, json};

    use super::super::to_value;
    use super::from_value;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case", deny_unknown_fields)]
    enum Every {
        Word,
        Number(f64),
        Two(i32, char),
        Fields { list: Vec<u64>, maybe: Option<Box<Every>>, by_name: BTreeMap<String, bool> },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Holder {
        pair: [f64; 2],
        nothing: Option<u32>,
        any: Value,
        every: Vec<Every>,
    }

    fn holder() -> Holder {
        let fields = Every::Fields {
            list: vec![0, u64::MAX],
            maybe: Some(Box::new(Every::Two(-3, '“'))),
            by_name: BTreeMap::from([("a".to_owned(), true)]),
        };
        let every = vec![Every::Word, Every::Number(-0.25), Every::Number(2.0), fields];
        Holder { pair: [1.5, 2.0], nothing: None, any: json!({"x": [null, 1]}), every }
    }

    #[test]
    fn what_was_written_is_read_and_is_what_serde_json_writes() {
        let value = to_value(&holder()).unwrap();
        let mut expected = serde_json::to_value(holder()).unwrap();
        assert_eq!(expected["nothing"], Value::Null);
        expected.as_object_mut().unwrap().remove("nothing");
        assert_eq!(value, expected);
        assert_eq!(from_value::<Holder>(&value).unwrap(), holder());
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let wrong = |pointer: &str, other: Value| {
            let mut value = to_value(&holder()).unwrap();
            *value.pointer_mut(pointer).unwrap() = other;
            from_value::<Holder>(&value).unwrap_err().to_string()
        };
        for (pointer, other, said) in [
            ("/pair/1", json!("x"), "pair[1]: invalid type: string \"x\", expected f64"),
            ("/pair", json!([1, 2, 3]), "pair: the list is too long"),
            ("/pair", json!([1]), "pair: invalid length 1, expected an array of length 2"),
            ("/every/3/fields/list/0", json!(-1), "every[3].list[0]: invalid value"),
            ("/every/3/fields/maybe/two/1", json!("ab"), "every[3].maybe[1]: invalid value"),
            ("/every/0", json!({"word": 1}), "every[0]: more than a word"),
            ("/every/0", json!("other"), "every[0]: unknown variant `other`"),
            ("/every/0", json!({"a": 1, "b": 2}), "every[0]: invalid type: map"),
            ("", json!({}), "missing field `pair`"),
            ("", json!([]), "invalid type: sequence, expected struct Holder"),
        ] {
            let is = wrong(pointer, other);
            assert!(is.starts_with(said), "{is} is not {said}");
        }
    }
}
