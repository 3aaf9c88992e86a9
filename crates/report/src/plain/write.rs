//! A value as plain JSON.

use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::{Map, Number, Value};

use super::FieldError;
use super::digits::ten_digits;

/// A value as plain JSON, numbers with a fraction with ten significant digits; fields of structs that hold nothing are
/// left out.
///
/// # Errors
/// When a number is infinite or not a number, and when the key of a map is no text; names the field.
pub fn to_value(value: &impl Serialize) -> Result<Value, FieldError> {
    value.serialize(Writer)
}

struct Writer;

/// A list that is being written, and the variant that it is of.
struct List {
    values: Vec<Value>,
    variant: Option<&'static str>,
}

/// An object that is being written, the variant that it is of, and the key whose value comes next.
struct Object {
    fields: Map<String, Value>,
    variant: Option<&'static str>,
    key: String,
}

/// A value under the name of its variant.
fn of_variant(variant: Option<&'static str>, value: Value) -> Value {
    match variant {
        Some(variant) => Value::Object(Map::from_iter([(variant.to_owned(), value)])),
        None => value,
    }
}

impl List {
    fn new(entries: Option<usize>, variant: Option<&'static str>) -> Self {
        Self { values: Vec::with_capacity(entries.unwrap_or(0)), variant }
    }

    fn push(&mut self, entry: Result<Value, FieldError>) -> Result<(), FieldError> {
        self.values.push(entry.map_err(|error| error.within_entry(self.values.len()))?);
        Ok(())
    }

    fn finish(self) -> Value {
        of_variant(self.variant, Value::Array(self.values))
    }
}

impl Object {
    fn new(variant: Option<&'static str>) -> Self {
        Self { fields: Map::new(), variant, key: String::new() }
    }

    fn set(&mut self, name: &str, field: Result<Value, FieldError>) -> Result<(), FieldError> {
        let field = field.map_err(|error| error.within(name))?;
        self.fields.insert(name.to_owned(), field);
        Ok(())
    }

    /// A field of a struct; one that holds nothing is left out, as reading takes a missing one for nothing.
    fn set_field(
        &mut self,
        name: &str,
        field: Result<Value, FieldError>,
    ) -> Result<(), FieldError> {
        if matches!(field, Ok(Value::Null)) { Ok(()) } else { self.set(name, field) }
    }

    fn finish(self) -> Value {
        of_variant(self.variant, Value::Object(self.fields))
    }
}

macro_rules! as_numbers {
    ($($method:ident: $type:ty),*) => {
        $(fn $method(self, value: $type) -> Result<Value, FieldError> {
            Ok(Value::Number(Number::from(value)))
        })*
    };
}

impl Serializer for Writer {
    type Ok = Value;
    type Error = FieldError;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = List;
    type SerializeTupleVariant = List;
    type SerializeMap = Object;
    type SerializeStruct = Object;
    type SerializeStructVariant = Object;

    as_numbers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64
    }

    fn serialize_bool(self, value: bool) -> Result<Value, FieldError> {
        Ok(Value::Bool(value))
    }

    fn serialize_f32(self, value: f32) -> Result<Value, FieldError> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<Value, FieldError> {
        let number = Number::from_f64(ten_digits(value));
        number.map(Value::Number).ok_or_else(|| FieldError::custom("not a finite number"))
    }

    fn serialize_char(self, value: char) -> Result<Value, FieldError> {
        Ok(Value::String(value.to_string()))
    }

    fn serialize_str(self, value: &str) -> Result<Value, FieldError> {
        Ok(Value::String(value.to_owned()))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Value, FieldError> {
        Ok(value.into())
    }

    fn serialize_none(self) -> Result<Value, FieldError> {
        Ok(Value::Null)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Value, FieldError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Value, FieldError> {
        Ok(Value::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Value, FieldError> {
        Ok(Value::Null)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Value, FieldError> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Value, FieldError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Value, FieldError> {
        let value = value.serialize(self).map_err(|error| error.within(variant))?;
        Ok(of_variant(Some(variant), value))
    }

    fn serialize_seq(self, entries: Option<usize>) -> Result<List, FieldError> {
        Ok(List::new(entries, None))
    }

    fn serialize_tuple(self, entries: usize) -> Result<List, FieldError> {
        Ok(List::new(Some(entries), None))
    }

    fn serialize_tuple_struct(self, _: &'static str, entries: usize) -> Result<List, FieldError> {
        Ok(List::new(Some(entries), None))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        entries: usize,
    ) -> Result<List, FieldError> {
        Ok(List::new(Some(entries), Some(variant)))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object, FieldError> {
        Ok(Object::new(None))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object, FieldError> {
        Ok(Object::new(None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Object, FieldError> {
        Ok(Object::new(Some(variant)))
    }
}

macro_rules! lists {
    ($($trait:ident::$method:ident),*) => {
        $(impl $trait for List {
            type Ok = Value;
            type Error = FieldError;

            fn $method<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), FieldError> {
                self.push(value.serialize(Writer))
            }

            fn end(self) -> Result<Value, FieldError> {
                Ok(self.finish())
            }
        })*
    };
}

lists! {
    SerializeSeq::serialize_element, SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field, SerializeTupleVariant::serialize_field
}

macro_rules! objects {
    ($($trait:ident),*) => {
        $(impl $trait for Object {
            type Ok = Value;
            type Error = FieldError;

            fn serialize_field<T: ?Sized + Serialize>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), FieldError> {
                self.set_field(name, value.serialize(Writer))
            }

            fn end(self) -> Result<Value, FieldError> {
                Ok(self.finish())
            }
        })*
    };
}

objects! { SerializeStruct, SerializeStructVariant }

impl SerializeMap for Object {
    type Ok = Value;
    type Error = FieldError;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), FieldError> {
        match key.serialize(Writer)? {
            Value::String(key) => self.key = key,
            _ => return Err(FieldError::custom("the key of a map is no text")),
        }
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), FieldError> {
        let key = std::mem::take(&mut self.key);
        self.set(&key, value.serialize(Writer))
    }

    fn end(self) -> Result<Value, FieldError> {
        Ok(self.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::to_value;
    use crate::{Centre, Pair, Settings, Shape};

    #[test]
    fn a_number_that_json_does_not_have_is_named() {
        let centre = |production| Some(Centre::Median(Pair::new(1.0, production)));
        assert!(to_value(&centre(2.0)).is_ok());
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let error = to_value(&centre(value)).unwrap_err().to_string();
            assert_eq!(error, "median.production: not a finite number");
        }
        let shape = Shape::Histogram {
            edges: vec![0.0, f64::INFINITY],
            counts: Pair::default(),
            below: Pair::default(),
            above: Pair::default(),
        };
        assert_eq!(to_value(&shape).unwrap_err().to_string(), "edges[1]: not a finite number");
        assert!(to_value(&Settings::default()).is_ok());
    }
}
