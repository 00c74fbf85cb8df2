package org.sgvae.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sgvae.estimator.ScoreFunctionEstimator;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonBoolean;
import org.sgvae.json.JsonNull;
import org.sgvae.json.JsonNumber;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.json.JsonString;
import org.sgvae.json.JsonValue;
import org.sgvae.objective.Objective;
import org.sgvae.objective.Regularizer;
import org.sgvae.optim.Schedule;

/**
 * Parts of a configuration as text, by their paths in {@code config.json}: {@code model.nodeDim}, {@code learningRate},
 * {@code objective.estimator}, {@code regularizers.priorReplay.weight}. So whatever a record has, an option of the command
 * line can set, and what it has not is refused.
 */
public final class ConfigText {
    private static final String KIND = "kind";
    private static final String NONE = "none"; // no limit, or an empty list
    private static final String REGULARIZERS = "regularizers";

    /** Interfaces whose records are written as {@code kind} or {@code kind:name=value,name=value}, by the last key of a path. */
    private static final Map<String, Class<?>> CHOICES =
            Map.of("objective", Objective.class, "estimator", ScoreFunctionEstimator.class);

    private ConfigText() {}

    /**
     * Returns a part of a configuration.
     *
     * @param config the configuration
     * @param path where the part is
     * @return its text; empty if the configuration has no such part
     */
    public static Optional<String> get(TrainingConfig config, String path) {
        JsonValue value = ConfigJson.toJson(config, true);
        for (String key : path.split("\\.", -1)) {
            Optional<JsonValue> next = member(value, key);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            value = next.get();
        }
        return Optional.of(text(value));
    }

    private static Optional<JsonValue> member(JsonValue value, String key) {
        if (value instanceof JsonObject object) {
            return Optional.ofNullable(object.members().get(key));
        }
        if (value instanceof JsonArray array) {
            return array.items().stream().filter(item -> isKind(item, key)).findFirst();
        }
        return Optional.empty();
    }

    private static boolean isKind(JsonValue item, String kind) {
        return item instanceof JsonObject object
                && new JsonString(kind).equals(object.members().get(KIND));
    }

    private static String text(JsonValue value) {
        if (value instanceof JsonString string) {
            return string.value();
        }
        if (value instanceof JsonNumber number) {
            return number.text().replaceFirst("\\.0$", "");
        }
        if (value instanceof JsonObject object && object.members().get(KIND) instanceof JsonString kind) {
            return kind.value();
        }
        if (value instanceof JsonObject) {
            return ConfigJson.fromJson(JsonPlace.root(value, "schedule"), Schedule.class)
                    .toString();
        }
        if (value instanceof JsonArray list) {
            return list.items().isEmpty()
                    ? NONE
                    : list.items().stream().map(ConfigText::text).collect(Collectors.joining(","));
        }
        return value instanceof JsonNull ? NONE : value.toString();
    }

    /**
     * Returns a configuration with other parts.
     *
     * @param config the configuration
     * @param texts the parts by path; those of {@code regularizers} may be new
     * @return the changed configuration
     * @throws IllegalArgumentException if the configuration has no such part, or a text is none of a value there; the
     *     message begins with the path
     */
    public static TrainingConfig with(TrainingConfig config, Map<String, String> texts) {
        JsonValue json = ConfigJson.toJson(config, true);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            List<String> path = List.of(text.getKey().split("\\.", -1));
            if (path.get(0).equals(REGULARIZERS)) {
                json = withRegularizer(json, path.get(1));
            }
            json = with(json, path, text.getKey(), text.getValue());
        }
        return ConfigJson.fromJson(JsonPlace.root(json, "options"), TrainingConfig.class);
    }

    private static JsonValue withRegularizer(JsonValue json, String kind) {
        JsonArray all = (JsonArray) member(json, REGULARIZERS).orElseThrow();
        if (member(all, kind).isPresent()) {
            return json;
        }
        List<JsonValue> more = new ArrayList<>(all.items());
        more.add(withKind(Kinds.find(Regularizer.class, kind).orElseThrow(), kind));
        return replaced((JsonObject) json, REGULARIZERS, new JsonArray(more));
    }

    private static JsonValue with(JsonValue json, List<String> path, String whole, String text) {
        String key = path.get(0);
        JsonValue old = member(json, key)
                .orElseThrow(() -> new IllegalArgumentException(
                        whole + ": there is no such setting for this model and objective; leave it out or use others"));
        JsonValue changed =
                path.size() == 1 ? value(old, key, whole, text) : with(old, path.subList(1, path.size()), whole, text);
        if (json instanceof JsonArray array) {
            return new JsonArray(array.items().stream()
                    .map(item -> isKind(item, key) ? changed : item)
                    .toList());
        }
        return replaced((JsonObject) json, key, changed);
    }

    private static JsonObject replaced(JsonObject object, String key, JsonValue value) {
        Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
        members.put(key, value);
        return new JsonObject(members);
    }

    /** A value of the same type as the one before it. */
    private static JsonValue value(JsonValue old, String key, String whole, String text) {
        Class<?> type = CHOICES.get(key);
        if (type != null) {
            return choice(type, old, whole, text);
        }
        if (old instanceof JsonNumber || old instanceof JsonNull) {
            return number(whole, text);
        }
        if (old instanceof JsonArray) {
            return new JsonArray(
                    text.equals(NONE)
                            ? List.of()
                            : Arrays.stream(text.split(",", -1))
                                    .map(number -> number(whole, number))
                                    .toList());
        }
        return old instanceof JsonBoolean ? new JsonBoolean(Boolean.parseBoolean(text)) : new JsonString(text);
    }

    private static JsonValue number(String whole, String text) {
        if (text.equals(NONE)) {
            return JsonNull.NULL;
        }
        try {
            double number = Double.parseDouble(text);
            return number == Math.rint(number) && Math.abs(number) < 1L << 53
                    ? JsonNumber.of((long) number)
                    : JsonNumber.of(number);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(whole + ": '" + text + "' is not a number; give one", e);
        }
    }

    /** {@code kind:name=value,…}; what is not given is as it was where the old one has it, else the kind's own. */
    private static JsonValue choice(Class<?> type, JsonValue old, String whole, String text) {
        String[] parts = text.split(":", 2);
        Record prototype = Kinds.find(type, parts[0])
                .orElseThrow(() -> new IllegalArgumentException(
                        whole + ": no " + parts[0] + "; use " + String.join(", ", Kinds.names(type))));
        JsonObject chosen = withKind(prototype, parts[0]);
        for (String key : chosen.members().keySet()) {
            Optional<JsonValue> before = key.equals(KIND) ? Optional.empty() : member(old, key);
            chosen = before.isPresent() ? replaced(chosen, key, before.get()) : chosen;
        }
        List<String> given = parts.length == 1 ? List.of() : Arrays.asList(parts[1].split(",", -1));
        for (String assignment : given) {
            String[] sides = assignment.split("=", 2);
            if (sides.length != 2) {
                throw new IllegalArgumentException(
                        whole + ": '" + assignment + "' is not of the form name=value; write it so");
            }
            chosen = (JsonObject) with(chosen, List.of(sides[0]), whole + "." + sides[0], sides[1]);
        }
        return chosen;
    }

    private static JsonObject withKind(Record record, String kind) {
        JsonObject.Builder object = JsonObject.builder().put(KIND, kind);
        ConfigJson.toJson(record, true).members().forEach(object::put);
        return object.build();
    }
}
