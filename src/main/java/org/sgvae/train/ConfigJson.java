package org.sgvae.train;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.sgvae.decoder.EdgeModel;
import org.sgvae.encoder.Removal;
import org.sgvae.json.Json;
import org.sgvae.json.JsonNull;
import org.sgvae.json.JsonNumber;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.json.JsonString;
import org.sgvae.json.JsonValue;
import org.sgvae.model.ModelConfig;
import org.sgvae.sggn.SggnConfig;
import org.sgvae.sgvae.SgvaeConfig;

/**
 * Configuration records as JSON objects: a key for each component, under the component's name.
 *
 * <p>So what a configuration consists of is written down once, in its record. Components are whole numbers, doubles, strings,
 * enums (in lower case) or other records. An infinite number, which means "no limit", is {@code null}; a record of an
 * interface begins with the key {@value #KIND}, the record's name without {@code Config}. A {@link Removal} is written only if it is
 * not hard, an {@link EdgeModel} only if it is not independent, and absent they are: files from before there was a choice do not say.
 */
public final class ConfigJson {
    private static final String KIND = "kind";

    private static final Map<Class<?>, Object> WHEN_ABSENT =
            Map.of(Removal.class, Removal.HARD, EdgeModel.class, EdgeModel.INDEPENDENT);

    private static final Map<String, Class<? extends Record>> MODELS =
            Map.of(kind(SgvaeConfig.class), SgvaeConfig.class, kind(SggnConfig.class), SggnConfig.class);

    private ConfigJson() {}

    /**
     * Writes a record.
     *
     * @param config a public record
     * @return the object, keys in the order of the components
     */
    public static JsonObject toJson(Record config) {
        JsonObject.Builder object = JsonObject.builder();
        putComponents(config, object);
        return object.build();
    }

    /**
     * Reads a record of numbers, strings and enums.
     *
     * @param <R> type of the record
     * @param place the object; it must have all the record's keys, save those not always written, and no other
     * @param type the record's class, public
     * @return the record
     * @throws org.sgvae.json.JsonException if a key is missing, unknown or of the wrong type, or the record's constructor rejects
     *     a value
     */
    public static <R extends Record> R fromJson(JsonPlace place, Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        Stream<String> keys = Arrays.stream(components).map(RecordComponent::getName);
        place.requireKeysAmong((ModelConfig.class.isAssignableFrom(type) ? Stream.concat(Stream.of(KIND), keys) : keys)
                .toArray(String[]::new));
        Object[] values = Arrays.stream(components)
                .map(component -> read(place, component))
                .toArray();
        try {
            return type.getConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
        } catch (InvocationTargetException e) {
            throw place.fault(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made; make the record public", e);
        }
    }

    /**
     * Reads the configuration of a model.
     *
     * @param place the object; without {@value #KIND} it is that of an SGVAE: files from before there was a choice do not say
     * @return the configuration
     * @throws org.sgvae.json.JsonException as {@link #fromJson}, or if there is no such kind of model
     */
    public static ModelConfig modelFromJson(JsonPlace place) {
        String kind = place.keys().contains(KIND) ? place.at(KIND).asString() : kind(SgvaeConfig.class);
        Class<? extends Record> type = MODELS.get(kind);
        if (type == null) {
            throw place.at(KIND)
                    .fault("no model " + kind + "; use " + String.join(" or ", new TreeSet<>(MODELS.keySet())));
        }
        return (ModelConfig) fromJson(place, type);
    }

    private static String kind(Class<?> record) {
        String name = record.getSimpleName().replaceFirst("Config$", "");
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    static void putComponents(Record config, JsonObject.Builder object) {
        for (RecordComponent component : config.getClass().getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(config);
                if (!value.equals(WHEN_ABSENT.get(component.getType()))) {
                    object.put(component.getName(), write(value, component.getType()));
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(component + " cannot be read; make its record public", e);
            }
        }
    }

    private static JsonValue write(Object value, Class<?> declared) {
        if (value instanceof Double number) {
            return number.isInfinite() ? JsonNull.NULL : JsonNumber.of(number);
        }
        if (value instanceof Number number) {
            return JsonNumber.of(number.longValue());
        }
        if (value instanceof Enum<?> constant) {
            return new JsonString(inLowerCase(constant));
        }
        if (value instanceof Record record) {
            JsonObject.Builder object = JsonObject.builder();
            if (declared.isInterface()) {
                object.put(KIND, kind(record.getClass()));
            }
            putComponents(record, object);
            return object.build();
        }
        return new JsonString(value.toString());
    }

    private static Object read(JsonPlace record, RecordComponent component) {
        Object absent = WHEN_ABSENT.get(component.getType());
        return absent != null && !record.keys().contains(component.getName())
                ? absent
                : read(record.at(component.getName()), component.getType());
    }

    private static Object read(JsonPlace place, Class<?> type) {
        if (type == int.class) {
            return place.asInt();
        }
        if (type == long.class) {
            return place.asLong();
        }
        if (type == double.class) {
            return place.value() instanceof JsonNull ? Double.POSITIVE_INFINITY : place.asDouble();
        }
        if (type == String.class) {
            return place.asString();
        }
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> inLowerCase((Enum<?>) constant))
                .toList();
        int found = names.indexOf(place.asString());
        if (found < 0) {
            throw place.fault("found " + Json.compact(place.value()) + "; use " + String.join(" or ", names));
        }
        return type.getEnumConstants()[found];
    }

    private static String inLowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
