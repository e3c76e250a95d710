package dev.lxdgateway.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** YAML and JSON files of the checkout, as trees. */
final class Yaml {

    static final Path CHECKOUT = Path.of("..");

    private Yaml() {}

    static JsonNode read(String file) {
        return tree(text(file));
    }

    static JsonNode tree(String text) {
        return JsonMapper.shared().valueToTree(new org.yaml.snakeyaml.Yaml().load(text));
    }

    static String text(String file) {
        try {
            return Files.readString(CHECKOUT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
