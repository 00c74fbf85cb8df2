package org.sgvae.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sgvae.evaluate.CodeEvaluation;
import org.sgvae.evaluate.Evaluation;
import org.sgvae.evaluate.Validity;
import org.sgvae.json.JsonException;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.latent.DestructionModes;
import org.sgvae.latent.Interpolation;

/**
 * How one seed of a {@link Study} ended.
 *
 * @param seed the seed
 * @param measures what was measured, by name; what does not exist for the model, or is not finite, is left out
 * @param problem why there is nothing measured: what stopped the training
 */
public record SeedResult(long seed, Map<String, Double> measures, Optional<String> problem) {
    /** Entropy of the ways in which graphs are taken apart, nats: above it the ordering is called open. */
    private static final double OPEN_ORDERING = 0.1;

    /** Share of the data's entropy that a code should carry at least. */
    private static final double USED_CODE = 0.9;

    /**
     * Copies the measures.
     *
     * @throws NullPointerException if they are null
     */
    public SeedResult {
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    }

    /**
     * Takes what a study shows from an evaluation.
     *
     * @param seed the seed
     * @param trainSeconds wall-clock time of the training, stops not included
     * @param evaluation the evaluation of its model
     * @return the result
     */
    public static SeedResult of(long seed, double trainSeconds, Evaluation evaluation) {
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("trainSeconds", trainSeconds);
        Validity validity = evaluation.validity();
        measures.put("valid", validity.valid().value());
        measures.put("validInRange", validity.validInRange().value());
        measures.put("lengthTotalVariation", validity.lengthTotalVariation());
        evaluation.likelihood().ifPresent(likelihood -> {
            measures.put("nllG", likelihood.nllG().value());
            likelihood.defensive().ifPresent(nllG -> measures.put("nllGDefensive", nllG.value()));
            measures.put("elboG", likelihood.elboG().value());
            likelihood.kl().ifPresent(kl -> measures.put("kl", kl.value()));
            measures.put("logQOrder", likelihood.logQOrder().value());
        });
        evaluation.surrogate().ifPresent(surrogate -> {
            measures.put("surrogate", surrogate.value().value());
            measures.put("logQOrder", surrogate.logQOrder().value());
        });
        evaluation.codes().ifPresent(codes -> putCodes(codes, measures));
        measures.values().removeIf(value -> !Double.isFinite(value));
        return new SeedResult(seed, measures, Optional.empty());
    }

    private static void putCodes(CodeEvaluation codes, Map<String, Double> measures) {
        codes.latentUse()
                .ifPresent(use -> measures.put(
                        "mutualInformation", use.mutualInformation().value()));
        putModes(codes.destructionModes(), measures);
        measures.put("reconstructionRate", codes.reconstruction().fromSample().value());
        putInterpolation(codes.interpolation(), measures);
    }

    private static void putModes(List<DestructionModes> modes, Map<String, Double> measures) {
        measures.put(
                "orderingEntropy",
                modes.stream()
                        .mapToDouble(own -> own.entropy().value())
                        .average()
                        .orElse(Double.NaN));
        measures.put(
                "modes",
                modes.stream().mapToInt(DestructionModes::distinct).average().orElse(Double.NaN));
    }

    private static void putInterpolation(Interpolation interpolation, Map<String, Double> measures) {
        List<Interpolation.Point> points = interpolation.points();
        measures.put("axisFrom", points.get(0).meanLength().value());
        measures.put("axisTo", points.get(points.size() - 1).meanLength().value());
        measures.put("axisSpearman", interpolation.spearman());
        measures.put(
                "axisLeastValid",
                points.stream()
                        .mapToDouble(point -> point.valid().value())
                        .min()
                        .orElse(Double.NaN));
    }

    /**
     * Makes the result of a training that broke off.
     *
     * @param seed the seed
     * @param problem what stopped it, one line
     * @return a result with nothing measured
     */
    public static SeedResult brokenOff(long seed, String problem) {
        return new SeedResult(seed, Map.of(), Optional.of(problem));
    }

    /**
     * Returns a measure.
     *
     * @param name its name, as in the JSON
     * @return its value, if there is one
     */
    public OptionalDouble measure(String name) {
        Double value = measures.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private double orNaN(String name) {
        return measure(name).orElse(Double.NaN);
    }

    /**
     * Says what the numbers tell of a run that failed: whether the destructor settled on an order, and whether the code is used.
     *
     * @param floor entropy of the data over its classes, nats: what a code can tell at most
     * @return a line
     */
    public String explanation(double floor) {
        if (problem.isPresent()) {
            return problem.get();
        }
        if (measure("modes").isEmpty()) {
            return "it has neither a learned ordering nor a code: it is the generator";
        }
        List<String> reasons = new ArrayList<>();
        if (orNaN("orderingEntropy") > OPEN_ORDERING) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "the ordering is open: log q %.2f, %.2f nats below a single way, %.1f ways a class",
                    orNaN("logQOrder"),
                    orNaN("orderingEntropy"),
                    orNaN("modes")));
        }
        if (orNaN("mutualInformation") < USED_CODE * floor) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "the code is little used: I(x; z) %.2f of %.2f nats, KL %.2f",
                    orNaN("mutualInformation"),
                    floor,
                    orNaN("kl")));
        }
        return reasons.isEmpty()
                ? String.format(
                        Locale.ROOT,
                        "ordering settled (log q %.2f, %.1f ways a class) and code used (KL %.2f): it is the constructor",
                        orNaN("logQOrder"),
                        orNaN("modes"),
                        orNaN("kl"))
                : String.join("; ", reasons);
    }

    /**
     * Reads a result as {@link Study#toJson} writes it.
     *
     * @param json its place among the seeds
     * @return the result
     * @throws JsonException if it is not one
     */
    public static SeedResult fromJson(JsonPlace json) {
        Map<String, Double> measures = new LinkedHashMap<>();
        for (String key : json.keys()) {
            if (!key.equals("seed") && !key.equals("reached") && !key.equals("problem")) {
                measures.put(key, json.at(key).asDouble());
            }
        }
        return new SeedResult(
                json.at("seed").asLong(), measures, json.find("problem").map(JsonPlace::asString));
    }

    JsonObject toJson(boolean reached) {
        JsonObject.Builder json = JsonObject.builder().put("seed", seed).put("reached", reached);
        measures.forEach(json::put);
        problem.ifPresent(text -> json.put("problem", text));
        return json.build();
    }
}
