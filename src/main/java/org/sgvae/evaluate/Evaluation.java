package org.sgvae.evaluate;

import java.util.Optional;
import org.sgvae.graph.DataSet;
import org.sgvae.json.JsonObject;
import org.sgvae.model.Posterior;
import org.sgvae.model.Sgvae;
import org.sgvae.random.RandomKey;
import org.sgvae.train.Workers;

/**
 * What a model is worth on its data.
 *
 * @param validity samples from the prior
 * @param classes number of isomorphism classes of the data
 * @param floor the entropy of the data's distribution over isomorphism classes, \(-\sum_c p_c \ln p_c\), in nats: no model has a mean
 *     \(-\log p(G)\) below it. Where all c classes are equally frequent it is \(\ln c\)
 * @param likelihood of the data's graphs; absent for a point posterior
 * @param surrogate of the data's graphs; for a point posterior only
 */
public record Evaluation(
        Validity validity, int classes, double floor, Optional<Likelihood> likelihood, Optional<Surrogate> surrogate) {
    /**
     * Measures a model.
     *
     * @param model the model; not modified
     * @param data its data
     * @param config how
     * @param workers threads to use; their number does not change the result
     * @return the result
     */
    public static Evaluation of(Sgvae model, DataSet data, EvaluationConfig config, Workers workers) {
        RandomKey key = RandomKey.of(config.seed()).split("evaluate");
        boolean point = model.config().posterior() == Posterior.POINT;
        GraphClasses classes = new GraphClasses(data.graphs());
        RandomKey scoring = key.split("likelihood");
        int samples = config.importanceSamples();
        int perClass = config.scoredPerClass();
        return new Evaluation(
                Validity.of(model, data, config.samples(), config.maxNodes(), key.split("samples"), workers),
                classes.size(),
                classes.entropy(),
                point
                        ? Optional.empty()
                        : Optional.of(Likelihood.of(model, data.graphs(), samples, perClass, scoring, workers)),
                point
                        ? Optional.of(Surrogate.of(model, data.graphs(), samples, perClass, scoring, workers))
                        : Optional.empty());
    }

    /**
     * Returns the result as JSON. Shares are numbers from 0 to 1, the rest is in nats; a standard error that is not known is null.
     * A point posterior has {@code surrogate} in place of {@code nllG}, {@code elboG} and {@code kl}.
     */
    public JsonObject toJson() {
        Interval inRange = validity.validInRange().wilson();
        Interval valid = validity.valid().wilson();
        JsonObject.Builder json = JsonObject.builder()
                .put("samples", validity.valid().trials())
                .put("valid", validity.valid().value())
                .put("validStdErr", validity.valid().standardError())
                .put("validLow", valid.low())
                .put("validHigh", valid.high())
                .put("validInRange", validity.validInRange().value())
                .put("validInRangeStdErr", validity.validInRange().standardError())
                .put("validInRangeLow", inRange.low())
                .put("validInRangeHigh", inRange.high())
                .put("cutOff", validity.cutOff())
                .put("lengthTotalVariation", validity.lengthTotalVariation())
                .put("lengthTotalVariationByChance", validity.lengthTotalVariationByChance())
                .put("classes", classes)
                .put("floor", floor);
        likelihood.ifPresent(measured -> {
            put(json, "nllG", measured.nllG());
            put(json, "elboG", measured.elboG());
            put(json, "kl", measured.kl());
            put(json, "reconstruction", measured.reconstruction());
            put(json, "logQOrder", measured.logQOrder());
            JsonObject.Builder bySamples = JsonObject.builder();
            measured.bounds().forEach(bound -> put(bySamples, Integer.toString(bound.samples()), bound.nllG()));
            json.put("nllGBySamples", bySamples.build());
            json.put("smallestEffectiveSamples", measured.smallestEffectiveSamples());
        });
        surrogate.ifPresent(measured -> {
            put(json, "surrogate", measured.value());
            put(json, "reconstruction", measured.reconstruction());
            put(json, "logPz", measured.logPz());
            put(json, "logQOrder", measured.logQOrder());
        });
        return json.build();
    }

    private static void put(JsonObject.Builder json, String key, Estimate estimate) {
        json.put(key, estimate.value()).putFiniteOrNull(key + "StdErr", estimate.standardError());
    }
}
