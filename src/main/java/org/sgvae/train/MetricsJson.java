package org.sgvae.train;

import org.sgvae.json.JsonNull;
import org.sgvae.json.JsonObject;
import org.sgvae.model.ModelConfig;
import org.sgvae.train.validation.EarlyStopping;

/**
 * A line of {@code metrics.jsonl}: what one epoch measured, nats unless said otherwise.
 *
 * <p>For a model with a bound the line has {@code elboG}, a lower bound of the mean log-likelihood of the unlabelled graphs: larger
 * is better. For a point posterior it has {@code surrogate}, reported as the paper does, as a loss: <em>minus</em> what is
 * maximised, \(-(\ell + \log p(z) - \log q(π|x))\), smaller is better; it bounds nothing. Its {@code kl} is null, since a point
 * has no density, and {@code logPz} stands beside it. A model without latent code has no {@code kl} at all.
 * {@code validationElboG} is there after epochs with a look at graphs that are not trained on, see {@link EarlyStopping}.
 */
public final class MetricsJson {
    private MetricsJson() {}

    /**
     * Makes a line.
     *
     * @param metrics what was measured
     * @param model what was trained
     * @param evaluation further members, such as the validity of samples; empty where nothing was evaluated
     * @return the object; the times, in which equal runs may differ, come last
     */
    public static JsonObject of(EpochMetrics metrics, ModelConfig model, JsonObject evaluation) {
        JsonObject.Builder line = JsonObject.builder().put("epoch", metrics.epoch());
        if (model.hasBound()) {
            line.putFiniteOrNull("elboG", metrics.bound());
        } else {
            line.putFiniteOrNull("surrogate", -metrics.bound());
        }
        line.putFiniteOrNull("reconstruction", metrics.reconstruction());
        if (!model.hasBound()) {
            line.put("kl", JsonNull.NULL).putFiniteOrNull("logPz", -metrics.kl());
        } else if (model.latentDim() > 0) {
            line.putFiniteOrNull("kl", metrics.kl());
        }
        line.putFiniteOrNull("logQOrder", metrics.logQOrder()).putFiniteOrNull("gradientNorm", metrics.gradientNorm());
        metrics.validationElbo().ifPresent(elbo -> line.putFiniteOrNull("validationElboG", elbo));
        evaluation.members().forEach(line::put);
        return line.putFiniteOrNull("trainSeconds", metrics.trainSeconds())
                .putFiniteOrNull("graphsPerSecond", metrics.graphsPerSecond())
                .build();
    }
}
