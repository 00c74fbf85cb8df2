package org.sgvae.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonValue;

/**
 * The same training with many seeds.
 *
 * @param leastValid share of valid samples that a seed has to reach
 * @param mostNllG \(-\log p(G)\), nats, that it has to reach at the same time; a point posterior has none and reaches nothing
 * @param floor entropy of the data over its isomorphism classes, nats
 * @param seeds the results, in the order of the seeds
 */
public record Study(double leastValid, double mostNllG, double floor, List<SeedResult> seeds) {
    /**
     * Copies the results.
     *
     * @throws NullPointerException if one is null
     */
    public Study {
        seeds = List.copyOf(seeds);
    }

    /**
     * The median, and between which values it lies.
     *
     * @param median middle value, or the mean of the two middle ones
     * @param min least value
     * @param max greatest value
     */
    public record Spread(double median, double min, double max) {
        /**
         * Describes numbers.
         *
         * @param numbers at least one; not modified
         * @return their spread
         * @throws IllegalArgumentException if there are none
         */
        public static Spread of(double... numbers) {
            if (numbers.length == 0) {
                throw new IllegalArgumentException("the median of no numbers; give at least one");
            }
            double[] sorted = numbers.clone();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Spread(median, sorted[0], sorted[sorted.length - 1]);
        }
    }

    /**
     * Tells whether a seed reached both marks.
     *
     * @param seed its result
     * @return true if it did
     */
    public boolean reached(SeedResult seed) {
        return seed.measure("valid").orElse(0) >= leastValid
                && seed.measure("nllG").orElse(Double.POSITIVE_INFINITY) <= mostNllG;
    }

    /** {@return how many seeds reached both marks} */
    public int reached() {
        return (int) seeds.stream().filter(this::reached).count();
    }

    /** {@return the names of all that was measured} */
    public Collection<String> measures() {
        Collection<String> names = new LinkedHashSet<>();
        seeds.forEach(seed -> names.addAll(seed.measures().keySet()));
        return names;
    }

    /**
     * Describes a measure over the seeds that have it.
     *
     * @param measure its name
     * @return its spread
     * @throws IllegalArgumentException if no seed has it
     */
    public Spread spread(String measure) {
        return Spread.of(seeds.stream()
                .map(seed -> seed.measure(measure))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray());
    }

    /** {@return what was measured of every seed, and median, least and greatest value over seeds} */
    public JsonObject toJson() {
        JsonObject.Builder spreads = JsonObject.builder();
        for (String measure : measures()) {
            Spread spread = spread(measure);
            spreads.put(
                    measure,
                    JsonObject.builder()
                            .put("median", spread.median())
                            .put("min", spread.min())
                            .put("max", spread.max())
                            .build());
        }
        return JsonObject.builder()
                .put("leastValid", leastValid)
                .put("mostNllG", mostNllG)
                .put("floor", floor)
                .put("reached", reached())
                .put("of", seeds.size())
                .put("summary", spreads.build())
                .put(
                        "seeds",
                        new JsonArray(seeds.stream()
                                .<JsonValue>map(seed -> seed.toJson(reached(seed)))
                                .toList()))
                .build();
    }

    /** {@return a table with a line for each seed, the spread of every measure, and a line on each seed that failed} */
    public String toMarkdown() {
        List<String> lines = new ArrayList<>();
        Collection<String> measures = measures();
        lines.add("| seed | reached | " + String.join(" | ", measures) + " |");
        lines.add("|---:|---|" + "---:|".repeat(measures.size()));
        for (SeedResult seed : seeds) {
            lines.add("| " + seed.seed() + " | " + (reached(seed) ? "yes" : "no") + " | "
                    + String.join(
                            " | ",
                            measures.stream()
                                    .map(name -> shown(seed.measure(name)))
                                    .toList())
                    + " |");
        }
        lines.add(row("median", Spread::median));
        lines.add(row("min", Spread::min));
        lines.add(row("max", Spread::max));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%d of %d seeds reach valid >= %s and nllG <= %s nats (floor %.4f).",
                reached(),
                seeds.size(),
                leastValid,
                mostNllG,
                floor));
        if (reached() < seeds.size()) {
            lines.add("");
            seeds.stream()
                    .filter(seed -> !reached(seed))
                    .forEach(seed -> lines.add("- seed " + seed.seed() + ": " + seed.explanation(floor)));
        }
        return String.join("\n", lines) + "\n";
    }

    private String row(String name, ToDoubleFunction<Spread> part) {
        return "| " + name + " | | "
                + String.join(
                        " | ",
                        measures().stream()
                                .map(measure -> shown(OptionalDouble.of(part.applyAsDouble(spread(measure)))))
                                .toList())
                + " |";
    }

    private static String shown(OptionalDouble number) {
        return number.isPresent() ? String.format(Locale.ROOT, "%.4g", number.getAsDouble()) : "-";
    }
}
