//! JSON text as a value of serde_json's: what is kept as it is, whatever it is, or gone past.

use serde_json::{Map, Value};

use super::Fault;
use super::text_scan::{Text, Token};

impl Text<'_> {
    /// Reads any value.
    pub(super) fn any(&mut self) -> Result<Value, Fault> {
        Ok(match self.token()? {
            Token::Null => Value::Null,
            Token::Boolean(value) => Value::Bool(value),
            Token::Integer(value) => match (i64::try_from(value), u64::try_from(value)) {
                (Ok(value), _) => Value::from(value),
                (_, Ok(value)) => Value::from(value),
                _ => return Err(self.broken()),
            },
            Token::Number(value) => Value::from(value),
            Token::Text(text) => Value::String(text.into_owned()),
            Token::Array => {
                self.enter()?;
                let mut elements = Vec::new();
                if self.next() != Some(b']') {
                    self.each(b']', |text| {
                        elements.push(text.any()?);
                        Ok(())
                    })?;
                }
                self.leave();
                Value::Array(elements)
            }
            Token::Object => {
                self.enter()?;
                let mut members = Map::new();
                if self.next() != Some(b'}') {
                    self.each(b'}', |text| {
                        if text.next() != Some(b'"') {
                            return Err(text.broken());
                        }
                        let name = text.text()?.into_owned();
                        text.expect(b':')?;
                        members.insert(name, text.any()?);
                        Ok(())
                    })?;
                }
                self.leave();
                Value::Object(members)
            }
        })
    }

    /// Goes past any value that [`any`](Self::any) would read.
    pub(super) fn pass(&mut self) -> Result<(), Fault> {
        match self.token()? {
            Token::Null | Token::Boolean(_) | Token::Number(_) | Token::Text(_) => {}
            Token::Integer(value) if u64::try_from(value).is_ok() => {}
            Token::Integer(value) if i64::try_from(value).is_ok() => {}
            Token::Integer(_) => return Err(self.broken()),
            Token::Array => {
                self.enter()?;
                if self.next() != Some(b']') {
                    self.each(b']', Self::pass)?;
                }
                self.leave();
            }
            Token::Object => {
                self.enter()?;
                if self.next() != Some(b'}') {
                    self.each(b'}', |text| {
                        if text.next() != Some(b'"') {
                            return Err(text.broken());
                        }
                        text.text()?;
                        text.expect(b':')?;
                        text.pass()
                    })?;
                }
                self.leave();
            }
        }
        Ok(())
    }

    /// Reads what stands between commas, up to the bracket that closes it.
    fn each(
        &mut self,
        end: u8,
        mut read: impl FnMut(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        loop {
            read(self)?;
            match self.next() {
                Some(b',') => self.at += 1,
                Some(found) if found == end => return Ok(()),
                _ => return Err(self.broken()),
            }
        }
    }

    /// Goes past the bracket that opens an array or an object.
    fn enter(&mut self) -> Result<(), Fault> {
        self.too_deep()?;
        self.at += 1;
        self.depth += 1;
        Ok(())
    }

    /// Goes past the bracket that closes it.
    fn leave(&mut self) {
        self.at += 1;
        self.depth -= 1;
    }
}
