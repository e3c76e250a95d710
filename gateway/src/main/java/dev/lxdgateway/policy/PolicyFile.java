package dev.lxdgateway.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads policies and their tests, strictly. */
final class PolicyFile {

    static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .build();

    private PolicyFile() {}

    /** The file's document: {@code rules} and nothing else. */
    record Document(List<Rule> rules) {

        @JsonCreator
        Document {
            if (rules == null) {
                throw new IllegalArgumentException("a policy has rules; an empty list of them allows nothing");
            }
        }
    }

    /**
     * The policy of a file.
     *
     * @throws PolicyException with the file, the line and what is wrong there
     */
    static Policy read(Path file) {
        var rules = read(file, Document.class).rules();
        try {
            return new Policy(rules);
        } catch (IllegalArgumentException e) {
            throw new PolicyException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Rules as a file would have them. */
    static List<Map<String, Object>> asWritten(List<Rule> rules) {
        return YAML.convertValue(rules, new TypeReference<>() {});
    }

    static <T> T read(Path file, Class<T> type) {
        try {
            var document = YAML.readValue(Files.readString(file), type);
            if (document == null) {
                throw new PolicyException("%s is empty".formatted(file), null);
            }
            return document;
        } catch (JacksonException e) {
            throw new PolicyException("%s, line %d: %s".formatted(file, line(e), words(e)), e);
        } catch (IOException e) {
            throw new PolicyException("%s can't be read: %s".formatted(file, e), e);
        }
    }

    private static int line(JacksonException e) {
        return e.getCause() instanceof MarkedYamlEngineException yaml
                ? yaml.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1)
                : e.getLocation().getLineNr();
    }

    private static String words(JacksonException e) {
        var cause = e.getCause();
        if (cause instanceof MarkedYamlEngineException yaml) {
            return yaml.getProblem();
        }
        var what = cause instanceof IllegalArgumentException ? cause.getMessage() : e.getOriginalMessage();
        var where = e instanceof DatabindException databind ? path(databind) : "";
        return where.isEmpty() ? String.valueOf(what) : "%s: %s".formatted(where, what);
    }

    private static String path(DatabindException e) {
        return e.getPath().stream()
                .map(part -> part.getPropertyName() == null
                        ? "[%d]".formatted(part.getIndex())
                        : "." + part.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /** A policy or a test of it that is wrong. */
    static final class PolicyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PolicyException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
