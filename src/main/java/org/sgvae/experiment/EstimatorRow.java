package org.sgvae.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sgvae.json.JsonObject;
import org.sgvae.statistics.Estimate;

/**
 * What an estimator of the gradient is worth on one graph.
 *
 * @param estimator its name, as of the kind in {@code config.json}
 * @param bias \(\|E[g] - \nabla\| / \|\nabla\|\); by enumeration its error is 0, by draws an unbiased estimator shows about its error
 * @param variance total variance \(\sum_i \mathrm{Var}\, g_i\) over all parameters, nats²
 * @param blocks the same for parts of the parameters: {@code destructor} and each of its layers, {@code constructor}
 * @param seconds time of one estimate: both passes, and the weighing
 */
public record EstimatorRow(
        String estimator, Estimate bias, Estimate variance, Map<String, Estimate> blocks, double seconds) {
    /**
     * Copies the blocks.
     *
     * @throws NullPointerException if they are null
     */
    public EstimatorRow {
        blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
    }

    /** {@return variance times seconds: what a given precision costs; smaller is better} */
    public double varianceTimesSeconds() {
        return variance.value() * seconds;
    }

    JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder().put("estimator", estimator);
        bias.putInto(json, "bias");
        variance.putInto(json, "variance");
        JsonObject.Builder nested = JsonObject.builder();
        blocks.forEach((block, own) -> own.putInto(nested, block));
        return json.put("blocks", nested.build())
                .put("seconds", seconds)
                .put("varianceTimesSeconds", varianceTimesSeconds())
                .build();
    }
}
