package dev.lxdgateway.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What people are told of the API and the code does not say: the files of {@code openapi/} among the tests' resources, as one. */
final class Words {

    static final JsonMapper JSON = new JsonMapper();

    private Words() {}

    static ObjectNode read() {
        try {
            var files = new PathMatchingResourcePatternResolver().getResources("classpath:openapi/*.yaml");
            var words = JSON.createObjectNode();
            Arrays.stream(files)
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFilename())))
                    .forEach(file -> add(words, read(file)));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode read(Resource file) {
        try (var in = file.getInputStream()) {
            return JSON.valueToTree(new Yaml().load(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(ObjectNode words, ObjectNode more) {
        more.propertyStream().forEach(member -> {
            if (words.get(member.getKey()) instanceof ObjectNode old
                    && member.getValue() instanceof ObjectNode object) {
                add(old, object);
            } else {
                words.set(member.getKey(), member.getValue());
            }
        });
    }
}
