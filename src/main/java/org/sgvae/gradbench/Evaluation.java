package org.sgvae.gradbench;

import java.util.function.Supplier;
import org.sgvae.json.JsonPlace;
import org.sgvae.json.JsonValue;

/** A function of a module. */
@FunctionalInterface
interface Evaluation {
    /** The function at a given input. */
    @FunctionalInterface
    interface Run {
        /**
         * Computes the function; this is what is timed.
         *
         * @return writes the result as JSON; only valid until the next computation
         */
        Supplier<JsonValue> compute();
    }

    /**
     * Reads an input.
     *
     * @param input as GradBench sends it
     * @return the function there
     * @throws org.sgvae.json.JsonException if the input is not one of this function
     */
    Run prepare(JsonPlace input);
}
