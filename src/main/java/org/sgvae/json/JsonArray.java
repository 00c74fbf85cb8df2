package org.sgvae.json;

import java.util.Arrays;
import java.util.List;

/**
 * A JSON array.
 *
 * @param items the values in their order; copied
 */
public record JsonArray(List<JsonValue> items) implements JsonValue {
    /**
     * Copies the items.
     *
     * @param items the values in their order; not modified
     */
    public JsonArray {
        items = List.copyOf(items);
    }

    /**
     * An array of the given values.
     *
     * @param items the values in their order; not modified
     * @return the array
     */
    public static JsonArray of(JsonValue... items) {
        return new JsonArray(List.of(items));
    }

    /**
     * An array of whole numbers.
     *
     * @param numbers the numbers in their order; not modified
     * @return the array
     */
    public static JsonArray ofNumbers(int... numbers) {
        return new JsonArray(
                Arrays.stream(numbers).<JsonValue>mapToObj(JsonNumber::of).toList());
    }

    /**
     * An array of whole numbers.
     *
     * @param numbers the numbers in their order; not modified
     * @return the array
     */
    public static JsonArray ofNumbers(long... numbers) {
        return new JsonArray(
                Arrays.stream(numbers).<JsonValue>mapToObj(JsonNumber::of).toList());
    }

    /**
     * An array of numbers.
     *
     * @param numbers finite numbers in their order; not modified
     * @return the array
     * @throws IllegalArgumentException if a number is NaN or infinite
     */
    public static JsonArray ofNumbers(double... numbers) {
        return new JsonArray(
                Arrays.stream(numbers).<JsonValue>mapToObj(JsonNumber::of).toList());
    }
}
