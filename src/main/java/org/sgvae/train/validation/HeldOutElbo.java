package org.sgvae.train.validation;

import java.util.Arrays;
import java.util.Locale;
import org.sgvae.statistics.Estimate;

/**
 * The bound \(\mathrm{ELBO} - \log|\mathrm{Aut}|\) of graphs that a model was trained on, beside that of graphs it was not
 * trained on. Standard errors are those of the choice of the graphs.
 *
 * @param training of graphs trained on, nats
 * @param validation of others, nats
 */
public record HeldOutElbo(Estimate training, Estimate validation) {
    private static final double NOTICEABLE = 0.3; // nats

    public static HeldOutElbo of(double[] training, double[] validation) {
        return new HeldOutElbo(mean(training), mean(validation));
    }

    /** Of the graphs that the model can build. */
    public static Estimate mean(double[] elbos) {
        double[] finite = Arrays.stream(elbos).filter(Double::isFinite).toArray();
        return finite.length == 0 ? new Estimate(Double.NEGATIVE_INFINITY, 0) : Estimate.ofMean(finite);
    }

    /** {@return by how many nats graphs that were trained on are likelier, or seem to be} */
    public Estimate gap() {
        return training.plus(-1, validation);
    }

    /** {@return whether the gap is more than 0.3 nats and three standard errors} */
    public boolean memorised() {
        return gap().value() > NOTICEABLE && gap().value() > 3 * gap().standardError();
    }

    /** {@return both, and what their difference tells, one line} */
    public String explanation() {
        return String.format(
                Locale.ROOT,
                "elboG of training graphs %.3f, of validation graphs %.3f, a gap of %.2f (standard error %.2f) nats: %s",
                training.value(),
                validation.value(),
                gap().value(),
                gap().standardError(),
                memorised()
                        ? "the model knows its training graphs better than others like them; more graphs would help"
                        : "no sign that the model has memorised its training graphs");
    }
}
