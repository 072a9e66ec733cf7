use super::lexer::{Token, TokenKind, tokens};
use super::{Node, QueryError};

/// Deeper than people write; a bound, since each level takes stack.
const DEEPEST: usize = 64;

pub(super) fn parse(query: &str) -> Result<Node, QueryError> {
    let tokens = tokens(query)?;
    let mut parser = Parser { query, tokens: &tokens, at: 0, depth: 0 };
    if tokens.is_empty() {
        return Ok(Node::And(Vec::new()));
    }
    let node = parser.or()?;
    match parser.peek() {
        None => Ok(node),
        Some(token) => {
            Err(parser.wrong(token, "this parenthesis closes nothing; open one before it"))
        }
    }
}

struct Parser<'a> {
    query: &'a str,
    tokens: &'a [Token],
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    fn wrong(&self, token: &Token, message: &str) -> QueryError {
        QueryError::new(self.query, token.start, token.end, message)
    }

    fn or(&mut self) -> Result<Node, QueryError> {
        let mut parts = vec![self.and()?];
        while self.peek().is_some_and(|token| token.kind == TokenKind::Or) {
            self.at += 1;
            parts.push(self.and()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Node::Or(parts) })
    }

    fn and(&mut self) -> Result<Node, QueryError> {
        let mut parts = vec![self.clause()?];
        loop {
            match self.peek().map(|token| &token.kind) {
                None | Some(TokenKind::Or | TokenKind::Close) => break,
                Some(TokenKind::And) => {
                    self.at += 1;
                    parts.push(self.clause()?);
                }
                Some(_) => parts.push(self.clause()?),
            }
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Node::And(parts) })
    }

    fn clause(&mut self) -> Result<Node, QueryError> {
        let Some(token) = self.peek() else {
            let end = self.query.len();
            let last = &self.tokens[self.at - 1];
            return Err(QueryError::new(
                self.query,
                last.start,
                last.end.min(end),
                "something must follow this",
            ));
        };
        self.at += 1;
        match &token.kind {
            TokenKind::Words(words) => Ok(Node::Words(words.clone())),
            TokenKind::Filter(filter) => Ok(Node::Filter(filter.clone())),
            TokenKind::Not => {
                self.deeper(token)?;
                let node = Node::Not(Box::new(self.clause()?));
                self.depth -= 1;
                Ok(node)
            }
            TokenKind::Open => {
                self.deeper(token)?;
                if self.peek().is_some_and(|token| token.kind == TokenKind::Close) {
                    return Err(self.wrong(token, "nothing stands in these parentheses"));
                }
                let node = self.or()?;
                self.depth -= 1;
                match self.peek() {
                    Some(close) if close.kind == TokenKind::Close => {
                        self.at += 1;
                        Ok(node)
                    }
                    _ => Err(self.wrong(token, "this parenthesis is not closed")),
                }
            }
            TokenKind::Close => {
                Err(self.wrong(token, "this parenthesis closes nothing; open one before it"))
            }
            TokenKind::And | TokenKind::Or => {
                Err(self.wrong(token, "something must stand before this and after it"))
            }
        }
    }

    fn deeper(&mut self, token: &Token) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.wrong(token, "this goes too deep; ask for less at once"));
        }
        Ok(())
    }
}
