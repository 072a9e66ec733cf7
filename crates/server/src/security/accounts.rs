//! Users, their sessions and tokens, in a file of their own beside the archive (`desk.sqlite`).
//!
//! Passwords are kept as argon2id hashes; sessions and tokens as SHA-256 of 256 random bits.

use std::path::Path;
use std::sync::{Mutex, MutexGuard};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Role, secret};

/// Seconds that a session lasts without use.
const SESSION: i64 = 14 * 24 * 3600;
/// The shortest password, in characters.
const PASSWORD: usize = 10;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS user (
        name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, made INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS session (
        digest TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES user ON DELETE CASCADE,
        csrf TEXT NOT NULL, used INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS token (
        digest TEXT PRIMARY KEY, label TEXT NOT NULL, role TEXT NOT NULL, made INTEGER NOT NULL
    ) STRICT;
    PRAGMA user_version = 1;
";

/// Why an account was not made or changed.
#[derive(Debug)]
pub struct AccountError {
    kind: AccountErrorKind,
    context: String,
}

/// The kinds of [`AccountError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AccountErrorKind {
    /// The password is too short.
    Password,
    /// The name is taken, or no name.
    Name,
    /// The file with the accounts fails.
    Storage,
}

impl AccountError {
    /// What kind of error.
    pub fn kind(&self) -> AccountErrorKind {
        self.kind
    }
}

impl std::fmt::Display for AccountError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.context)
    }
}

impl std::error::Error for AccountError {}

impl From<rusqlite::Error> for AccountError {
    fn from(error: rusqlite::Error) -> Self {
        let context = format!("the file with the accounts fails: {error}");
        AccountError { kind: AccountErrorKind::Storage, context }
    }
}

type Result<T> = std::result::Result<T, AccountError>;

/// A session just begun: what the browser keeps.
pub struct Begun {
    /// For the cookie; only its hash is kept here.
    pub secret: String,
    /// To be sent in a header with every request that changes something.
    pub csrf: String,
    /// The user's role.
    pub role: Role,
}

/// Somebody who showed a session or a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// User's name, or the label of a token.
    pub name: String,
    /// What he may do.
    pub role: Role,
    /// What a session must send in a header; tokens need none.
    pub csrf: Option<String>,
}

/// The accounts of a desk.
pub struct Accounts {
    connection: Mutex<Connection>,
}

impl Accounts {
    /// Opens the file, or makes it.
    ///
    /// # Errors
    ///
    /// Where the file can be neither read nor made.
    pub fn open(path: &Path) -> Result<Accounts> {
        Accounts::with(Connection::open(path)?)
    }

    /// Accounts in memory, for tests.
    ///
    /// # Errors
    ///
    /// Where SQLite fails.
    pub fn in_memory() -> Result<Accounts> {
        Accounts::with(Connection::open_in_memory()?)
    }

    fn with(connection: Connection) -> Result<Accounts> {
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.execute_batch(SCHEMA)?;
        Ok(Accounts { connection: Mutex::new(connection) })
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Whether there is anybody who could sign in, or a token.
    ///
    /// # Errors
    ///
    /// Where the file fails.
    pub fn is_empty(&self) -> Result<bool> {
        let sql = "SELECT (SELECT count(*) FROM user) + (SELECT count(*) FROM token)";
        Ok(self.lock().query_row(sql, [], |row| row.get::<_, i64>(0))? == 0)
    }

    /// Makes a user, or gives one another role and password, which ends his sessions.
    ///
    /// # Errors
    ///
    /// A password under ten characters, a name with anything but letters, digits, `-`, `_`, `.`.
    pub fn set_user(&self, name: &str, role: Role, password: &str, now: i64) -> Result<()> {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '@');
        if name.is_empty() || name.chars().count() > 64 || !name.chars().all(plain) {
            let context = "a name has 1 to 64 letters, digits and - _ . @".to_owned();
            return Err(AccountError { kind: AccountErrorKind::Name, context });
        }
        if password.chars().count() < PASSWORD {
            let context = format!("choose a password of {PASSWORD} characters or more");
            return Err(AccountError { kind: AccountErrorKind::Password, context });
        }
        let hash = hash(password)?;
        let mut connection = self.lock();
        let transaction = connection.transaction()?;
        transaction.execute(
            "INSERT INTO user VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (name) DO UPDATE SET role = ?2, password = ?3",
            params![name, role.name(), hash, now],
        )?;
        transaction.execute("DELETE FROM session WHERE user = ?1", [name])?;
        Ok(transaction.commit()?)
    }

    /// Takes a user away with his sessions. False where there is none of that name.
    ///
    /// # Errors
    ///
    /// Where the file fails.
    pub fn remove_user(&self, name: &str) -> Result<bool> {
        Ok(self.lock().execute("DELETE FROM user WHERE name = ?1", [name])? > 0)
    }

    /// All users by name, with their roles.
    ///
    /// # Errors
    ///
    /// Where the file fails.
    pub fn users(&self) -> Result<Vec<(String, Role)>> {
        self.roles("SELECT name, role FROM user ORDER BY name")
    }

    /// Signs a user in, or `None` where name or password is wrong. Takes as long for either.
    ///
    /// # Errors
    ///
    /// Where the file fails.
    pub fn sign_in(&self, name: &str, password: &str, now: i64) -> Result<Option<Begun>> {
        let sql = "SELECT password, role FROM user WHERE name = ?1";
        let known = self
            .lock()
            .query_row(sql, [name], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))
            .optional()?;
        let Some((kept, role)) = known else {
            hash(password)?;
            return Ok(None);
        };
        let right = PasswordHash::new(&kept).is_ok_and(|kept| {
            Argon2::default().verify_password(password.as_bytes(), &kept).is_ok()
        });
        let (true, Some(role)) = (right, Role::from_name(&role)) else { return Ok(None) };
        let (secret, csrf) = (secret::random(), secret::random());
        let connection = self.lock();
        connection.execute("DELETE FROM session WHERE used < ?1", [now - SESSION])?;
        connection.execute(
            "INSERT INTO session VALUES (?1, ?2, ?3, ?4)",
            params![secret::digest(&secret), name, csrf, now],
        )?;
        Ok(Some(Begun { secret, csrf, role }))
    }

    /// Ends a session.
    ///
    /// # Errors
    ///
    /// Where the file fails.
    pub fn sign_out(&self, secret: &str) -> Result<()> {
        let digest = secret::digest(secret);
        self.lock().execute("DELETE FROM session WHERE digest = ?1", [digest])?;
        Ok(())
    }

    /// Whose session this is.
    ///
    /// # Errors
    ///
    /// Where the file fails.
    pub fn of_session(&self, secret: &str, now: i64) -> Result<Option<Principal>> {
        let digest = secret::digest(secret);
        let connection = self.lock();
        let sql = "SELECT user.name, user.role, session.csrf, session.used
                   FROM session JOIN user ON user.name = session.user
                   WHERE digest = ?1 AND used >= ?2";
        let found = connection
            .query_row(sql, params![digest, now - SESSION], |row| {
                let role: String = row.get(1)?;
                Ok((row.get(0)?, role, row.get(2)?, row.get::<_, i64>(3)?))
            })
            .optional()?;
        let Some((name, role, csrf, used)) = found else { return Ok(None) };
        // Not with every request: a page makes many.
        if now - used > 3600 {
            connection
                .execute("UPDATE session SET used = ?2 WHERE digest = ?1", params![digest, now])?;
        }
        Ok(Role::from_name(&role).map(|role| Principal { name, role, csrf: Some(csrf) }))
    }

    /// Makes a token for programs and returns it; it is shown once.
    ///
    /// # Errors
    ///
    /// A label that is empty or longer than 64 characters.
    pub fn make_token(&self, label: &str, role: Role, now: i64) -> Result<String> {
        if label.trim().is_empty() || label.chars().count() > 64 {
            let context = "a label has 1 to 64 characters".to_owned();
            return Err(AccountError { kind: AccountErrorKind::Name, context });
        }
        let secret = format!("sayso_{}", secret::random());
        self.lock().execute(
            "INSERT INTO token VALUES (?1, ?2, ?3, ?4)",
            params![secret::digest(&secret), label, role.name(), now],
        )?;
        Ok(secret)
    }

    /// All tokens by label, with their roles.
    ///
    /// # Errors
    ///
    /// Where the file fails.
    pub fn tokens(&self) -> Result<Vec<(String, Role)>> {
        self.roles("SELECT label, role FROM token ORDER BY label")
    }

    /// Takes all tokens of a label away. False where there is none.
    ///
    /// # Errors
    ///
    /// Where the file fails.
    pub fn remove_token(&self, label: &str) -> Result<bool> {
        Ok(self.lock().execute("DELETE FROM token WHERE label = ?1", [label])? > 0)
    }

    /// Whose token this is.
    ///
    /// # Errors
    ///
    /// Where the file fails.
    pub fn of_token(&self, token: &str) -> Result<Option<Principal>> {
        let sql = "SELECT label, role FROM token WHERE digest = ?1";
        let found = self
            .lock()
            .query_row(sql, [secret::digest(token)], |row| {
                Ok((row.get(0)?, row.get::<_, String>(1)?))
            })
            .optional()?;
        let Some((name, role)) = found else { return Ok(None) };
        Ok(Role::from_name(&role).map(|role| Principal { name, role, csrf: None }))
    }

    fn roles(&self, sql: &str) -> Result<Vec<(String, Role)>> {
        let connection = self.lock();
        let mut statement = connection.prepare(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        let mut found = Vec::new();
        for row in rows {
            let (name, role) = row?;
            found.extend(Role::from_name(&role).map(|role| (name, role)));
        }
        Ok(found)
    }
}

/// The argon2id hash of a password, with salt and settings (PHC string format).
fn hash(password: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes()).map_err(|error| {
        let context = format!("the password cannot be hashed: {error}");
        AccountError { kind: AccountErrorKind::Storage, context }
    })?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_signs_in_with_his_password_alone() {
        let accounts = Accounts::in_memory().unwrap();
        assert!(accounts.is_empty().unwrap());
        accounts.set_user("ilka", Role::Editor, "correct horse", 100).unwrap();
        assert!(accounts.sign_in("ilka", "wrong horse!", 100).unwrap().is_none());
        assert!(accounts.sign_in("nobody", "correct horse", 100).unwrap().is_none());
        let begun = accounts.sign_in("ilka", "correct horse", 100).unwrap().unwrap();
        let found = accounts.of_session(&begun.secret, 200).unwrap().unwrap();
        assert_eq!((found.name.as_str(), found.role), ("ilka", Role::Editor));
        assert_eq!(found.csrf, Some(begun.csrf));
        assert_eq!(accounts.of_session(&begun.secret, 200 + SESSION).unwrap(), None);
        accounts.sign_out(&begun.secret).unwrap();
        assert_eq!(accounts.of_session(&begun.secret, 200).unwrap(), None);
    }

    #[test]
    fn a_new_password_ends_the_sessions() {
        let accounts = Accounts::in_memory().unwrap();
        accounts.set_user("ilka", Role::Editor, "correct horse", 0).unwrap();
        let begun = accounts.sign_in("ilka", "correct horse", 0).unwrap().unwrap();
        accounts.set_user("ilka", Role::Reader, "battery staple", 0).unwrap();
        assert_eq!(accounts.of_session(&begun.secret, 0).unwrap(), None);
        assert!(accounts.sign_in("ilka", "correct horse", 0).unwrap().is_none());
    }

    #[test]
    fn secrets_are_not_kept() {
        let accounts = Accounts::in_memory().unwrap();
        accounts.set_user("ilka", Role::Editor, "correct horse", 0).unwrap();
        let token = accounts.make_token("monitor", Role::Reader, 0).unwrap();
        assert_eq!(accounts.of_token(&token).unwrap().unwrap().role, Role::Reader);
        assert_eq!(accounts.of_token("sayso_00").unwrap(), None);
        let connection = accounts.lock();
        let kept: String =
            connection.query_row("SELECT password FROM user", [], |row| row.get(0)).unwrap();
        assert!(kept.starts_with("$argon2id$"), "{kept}");
        let kept: String =
            connection.query_row("SELECT digest FROM token", [], |row| row.get(0)).unwrap();
        assert!(!token.contains(&kept));
    }

    #[test]
    fn short_passwords_and_odd_names_are_refused() {
        let accounts = Accounts::in_memory().unwrap();
        let refused = accounts.set_user("ilka", Role::Editor, "short", 0).unwrap_err();
        assert_eq!(refused.kind(), AccountErrorKind::Password);
        let refused = accounts.set_user("il ka", Role::Editor, "correct horse", 0).unwrap_err();
        assert_eq!(refused.kind(), AccountErrorKind::Name);
    }
}
