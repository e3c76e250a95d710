-- What machines sign in with. Of a token only its digest is kept.
CREATE TABLE api_token (
  id           VARCHAR(36)              NOT NULL PRIMARY KEY,
  name         VARCHAR(64)              NOT NULL UNIQUE,
  digest       CHAR(64)                 NOT NULL UNIQUE,
  scope        VARCHAR(8192)            NOT NULL,
  created_by   VARCHAR(300)             NOT NULL,
  created_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at   TIMESTAMP WITH TIME ZONE NOT NULL,
  last_used_at TIMESTAMP WITH TIME ZONE
);
