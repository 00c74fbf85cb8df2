package org.sgvae.train;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgvae.json.Json;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonBoolean;
import org.sgvae.json.JsonNull;
import org.sgvae.json.JsonNumber;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.json.JsonString;
import org.sgvae.json.JsonValue;
import org.sgvae.model.ModelConfig;
import org.sgvae.model.WhenAbsent;

/**
 * Configuration records as JSON objects: a key for each component, under the component's name. What is written is read
 * back as an equal record.
 *
 * <p>So what a configuration consists of is written down once, in its record. Components are whole numbers, doubles,
 * booleans, strings, enums (in lower case), records, or lists of these. Where a record has a static {@code parse}, such
 * as {@link org.sgvae.optim.Schedule}, its text is read as well. A number of positive infinity, which means "no limit",
 * is {@code null}. A record of an interface begins with the key {@value #KIND}, one of {@link Kinds}; a model's kind is its record's name without
 * {@code Config}. A component with a value for where nothing is said is not written if it has that ({@link WhenAbsent}).
 */
public final class ConfigJson {
    private static final String KIND = "kind";
    private static final String SGVAE = "sgvae"; // of model objects without a kind, from before there was a choice

    private ConfigJson() {}

    /**
     * Writes a record.
     *
     * @param config a public record
     * @return the object, keys in the order of the components
     */
    public static JsonObject toJson(Record config) {
        return toJson(config, false);
    }

    /**
     * Writes a record with all its components.
     *
     * @param config a public record
     * @param complete whether to write what counts where nothing is said, too
     * @return the object, keys in the order of the components
     */
    static JsonObject toJson(Record config, boolean complete) {
        JsonObject.Builder object = JsonObject.builder();
        putComponents(config, complete, object);
        return object.build();
    }

    /**
     * Reads a record.
     *
     * @param <R> type of the record
     * @param place the object; it must have all the record's keys, save those not always written, and no other
     * @param type the record's class, public
     * @return the record
     * @throws org.sgvae.json.JsonException if a key is missing, unknown or of the wrong type, or the record's constructor
     *     rejects a value
     */
    public static <R extends Record> R fromJson(JsonPlace place, Class<R> type) {
        List<String> keys = new ArrayList<>(List.of(KIND));
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).forEach(keys::add);
        place.requireKeysAmong(keys.toArray(String[]::new));
        return readComponents(place, type);
    }

    /** Reads a record from among other keys. */
    static <R extends Record> R readComponents(JsonPlace place, Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
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
        String kind = place.keys().contains(KIND) ? place.at(KIND).asString() : SGVAE;
        for (ModelKind known : Kinds.models()) {
            if (known.name().equals(kind)) {
                return (ModelConfig) fromJson(place, known.config().asSubclass(Record.class));
            }
        }
        throw place.at(KIND)
                .fault("no model " + kind + "; use "
                        + String.join(
                                " or ",
                                Kinds.models().stream().map(ModelKind::name).toList()));
    }

    /**
     * Names a record's kind.
     *
     * @param record class of a record
     * @return its simple name, beginning in lower case; for a model all in lower case and without {@code Config}
     */
    public static String kind(Class<?> record) {
        String name = record.getSimpleName();
        return ModelConfig.class.isAssignableFrom(record)
                ? name.replaceFirst("Config$", "").toLowerCase(Locale.ROOT)
                : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    static void putComponents(Record config, boolean complete, JsonObject.Builder object) {
        for (RecordComponent component : config.getClass().getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(config);
                if (complete || !whenAbsent(component).equals(Optional.of(value))) {
                    object.put(component.getName(), write(value, component.getGenericType(), complete));
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(component + " cannot be read; make its record public", e);
            }
        }
    }

    private static JsonValue write(Object value, Type declared, boolean complete) {
        if (value instanceof Double number) {
            return number == Double.POSITIVE_INFINITY ? JsonNull.NULL : JsonNumber.of(number);
        }
        if (value instanceof Number number) {
            return JsonNumber.of(number.longValue());
        }
        if (value instanceof Boolean truth) {
            return new JsonBoolean(truth);
        }
        if (value instanceof Enum<?> constant) {
            return new JsonString(inLowerCase(constant));
        }
        if (value instanceof List<?> list) {
            Type item = ((ParameterizedType) declared).getActualTypeArguments()[0];
            return new JsonArray(list.stream()
                    .<JsonValue>map(element -> write(element, item, complete))
                    .toList());
        }
        if (value instanceof Record record) {
            JsonObject.Builder object = JsonObject.builder();
            if (declared instanceof Class<?> type && type.isInterface()) {
                object.put(KIND, kind(record.getClass()));
            }
            putComponents(record, complete, object);
            return object.build();
        }
        return new JsonString(value.toString());
    }

    private static Object read(JsonPlace record, RecordComponent component) {
        Optional<Object> absent = whenAbsent(component);
        return absent.isPresent() && !record.keys().contains(component.getName())
                ? absent.get()
                : read(record.at(component.getName()), component.getGenericType());
    }

    private static Optional<Object> whenAbsent(RecordComponent component) {
        WhenAbsent absent = component.getAnnotation(WhenAbsent.class);
        return absent == null
                ? Optional.empty()
                : Optional.of(read(Json.read(absent.value(), component.getName()), component.getGenericType()));
    }

    private static Object read(JsonPlace place, Type declared) {
        if (declared instanceof ParameterizedType list) {
            Type item = list.getActualTypeArguments()[0];
            return place.items().stream().map(element -> read(element, item)).toList();
        }
        Class<?> type = (Class<?>) declared;
        if (type == int.class || type == Integer.class) {
            return place.asInt();
        }
        if (type == long.class) {
            return place.asLong();
        }
        if (type == double.class) {
            return place.value() instanceof JsonNull ? Double.POSITIVE_INFINITY : place.asDouble();
        }
        if (type == boolean.class) {
            return place.asBoolean();
        }
        if (type == String.class) {
            return place.asString();
        }
        if (type.isEnum()) {
            return readEnum(place, type);
        }
        Optional<Method> parser = place.value() instanceof JsonString ? parser(type) : Optional.empty();
        if (parser.isPresent()) {
            return parse(place, parser.get());
        }
        if (type == ModelConfig.class) {
            return modelFromJson(place);
        }
        if (type.isInterface()) {
            String kind = place.at(KIND).asString();
            return fromJson(
                    place,
                    Kinds.find(type, kind)
                            .<Class<? extends Record>>map(Record::getClass)
                            .orElseThrow(() -> place.at(KIND)
                                    .fault("no " + kind + "; use " + String.join(" or ", Kinds.names(type)))));
        }
        return fromJson(place, type.asSubclass(Record.class));
    }

    private static Object readEnum(JsonPlace place, Class<?> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> inLowerCase((Enum<?>) constant))
                .toList();
        int found = names.indexOf(place.asString());
        if (found < 0) {
            throw place.fault("found " + Json.compact(place.value()) + "; use " + String.join(" or ", names));
        }
        return type.getEnumConstants()[found];
    }

    /** The static method that reads a text of a type, if it has one. */
    private static Optional<Method> parser(Class<?> type) {
        try {
            Method method = type.getMethod("parse", String.class);
            return method.getReturnType() == type ? Optional.of(method) : Optional.empty();
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    private static Object parse(JsonPlace place, Method parser) {
        try {
            return parser.invoke(null, place.asString());
        } catch (InvocationTargetException e) {
            @Nullable Throwable cause = e.getCause();
            throw place.fault(String.valueOf(cause == null ? e : cause.getMessage()));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(parser + " cannot be called; make its class public", e);
        }
    }

    private static String inLowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
