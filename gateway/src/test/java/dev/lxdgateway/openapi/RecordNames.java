package dev.lxdgateway.openapi;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Remembers which record each schema was made from, since a record tells more than springdoc writes down. */
final class RecordNames implements ModelConverter {

    private static final String REF = "#/components/schemas/";

    private final Map<String, Class<?>> records = new TreeMap<>();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        var raw = Json31.mapper().constructType(type.getType()).getRawClass();
        if (schema != null && raw.isRecord()) {
            var name = schema.get$ref() == null
                    ? schema.getName()
                    : schema.get$ref().substring(REF.length());
            if (name != null) {
                records.put(name, raw);
            }
        }
        return schema;
    }

    Map<String, Class<?>> all() {
        return Collections.unmodifiableMap(records);
    }
}
