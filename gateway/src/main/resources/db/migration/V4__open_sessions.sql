-- The gateways that share this database. One that has not been seen for a while is dead.
CREATE TABLE gateway (
  id   VARCHAR(36)              NOT NULL PRIMARY KEY,
  seen TIMESTAMP WITH TIME ZONE NOT NULL
);

-- What has been started and has not ended, so that it is known what a gateway leaves behind that dies.
CREATE TABLE open_session (
  id       VARCHAR(36)              NOT NULL,
  gateway  VARCHAR(36)              NOT NULL,
  subject  VARCHAR(300)             NOT NULL,
  remote   VARCHAR(100)             NOT NULL,
  project  VARCHAR(100)             NOT NULL,
  instance VARCHAR(100)             NOT NULL,
  started  TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX open_session_id ON open_session (id);
CREATE INDEX open_session_gateway ON open_session (gateway);
