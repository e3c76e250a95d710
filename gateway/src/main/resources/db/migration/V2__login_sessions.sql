-- Who is signed in, as Spring Session wants it. Of a session's secret only its digest is kept.
CREATE TABLE login_session (
  primary_id            CHAR(36) NOT NULL PRIMARY KEY,
  session_id            CHAR(64) NOT NULL UNIQUE,
  creation_time         BIGINT   NOT NULL,
  last_access_time      BIGINT   NOT NULL,
  max_inactive_interval INT      NOT NULL,
  expiry_time           BIGINT   NOT NULL,
  principal_name        VARCHAR(300)
);

CREATE INDEX login_session_expiry ON login_session (expiry_time);
CREATE INDEX login_session_principal ON login_session (principal_name);

CREATE TABLE login_session_attributes (
  session_primary_id CHAR(36)     NOT NULL REFERENCES login_session (primary_id) ON DELETE CASCADE,
  attribute_name     VARCHAR(200) NOT NULL,
  attribute_bytes    BYTEA        NOT NULL,
  PRIMARY KEY (session_primary_id, attribute_name)
);
