package dev.lxdgateway.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The administrator's token, of which only a digest is kept. */
final class AdminToken {

    private static final Logger log = LoggerFactory.getLogger(AdminToken.class);
    private static final int SHORTEST = 16;

    private final byte[] digest;

    private AdminToken(String token, String source) {
        if (token.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "%s has %d characters; %d are the least".formatted(source, token.length(), SHORTEST));
        }
        digest = Digests.bytes(token);
    }

    /** The configured token, or that of the file, which is made if it is not there. */
    static AdminToken of(AccessProperties properties) {
        if (properties.adminToken() != null) {
            return new AdminToken(properties.adminToken(), "gateway.access.admin-token");
        }
        var file = properties.adminTokenFile();
        try {
            return new AdminToken(readOrMake(file), "The token in " + file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "gateway.access.admin-token-file %s can be neither read nor made; set it, or gateway.access.admin-token"
                            .formatted(file),
                    e);
        }
    }

    private static String readOrMake(Path file) throws IOException {
        try {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, ownerOnly);
            Files.writeString(file, Secrets.random() + "\n");
            log.atInfo().addKeyValue("file", file).log("Administrator's token generated");
        } catch (FileAlreadyExistsException _) {
            // made at an earlier start
        }
        return Files.readString(file).strip();
    }

    /** Tells it from another, and is too little to find it by. */
    String fingerprint() {
        return HexFormat.of().formatHex(digest, 0, 4);
    }

    boolean matches(String candidate) {
        return MessageDigest.isEqual(digest, Digests.bytes(candidate));
    }
}
