package org.sgvae.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.encoder.Posterior;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.model.Terms;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.sgvae.SmallModels;

class ElboTest {
    private static final Graph GRAPH = Graph.of(new int[] {0, 1, 0}, new int[] {0, 1, 1}, new int[] {1, 2, 0});

    @Test
    void of_isTheDifferenceOfItsTerms() {
        assertThat(Elbo.of(-7, 2, -3)).isEqualTo(-7 - 2 + 3);
    }

    @ParameterizedTest
    @EnumSource
    void numbersAndTape_agree(Posterior posterior) {
        Terms terms = pass(Tape.forwardOnly(), posterior);
        Variable onTape = Elbo.of(terms);
        for (int b = 0; b < terms.logPx().rows(); b++) {
            assertThat(Elbo.of(
                            terms.logPx().value().get(b, 0),
                            terms.latent().divergence().value().get(b, 0),
                            terms.logQOrder().value().get(b, 0)))
                    .isEqualTo(onTape.value().get(b, 0));
        }
    }

    /** For one ordering and a point as code, the mean of e^{log w} over orderings is Σ p(x, π | z) p(z): q cancels. */
    @Test
    void logWeight_cancelsTheDistributionOfOrderings() {
        Terms terms = pass(Tape.forwardOnly(), Posterior.POINT);
        Variable logWeight = Elbo.logWeight(terms);
        double mean = 0;
        double sum = 0;
        for (int b = 0; b < terms.logPx().rows(); b++) {
            double logPx = terms.logPx().value().get(b, 0);
            double logPz = terms.latent().logPz().value().get(b, 0);
            double logQ = terms.logQOrder().value().get(b, 0);
            mean += Math.exp(logQ) * Math.exp(logWeight.value().get(b, 0));
            sum += Math.exp(logPx + logPz);
        }
        assertThat(mean).isCloseTo(sum, within(1e-12 * sum));
    }

    private static Terms pass(Tape tape, Posterior posterior) {
        Sgvae model = SmallModels.of(posterior);
        var orderings = Orderings.all(GRAPH.nodes());
        Minibatch batch = new Minibatch(Collections.nCopies(orderings.size(), GRAPH), 1).along(orderings::get);
        DMatrixRMaj noise = new DMatrixRMaj(batch.size(), model.config().latentDim());
        for (int i = 0; i < noise.getNumElements(); i++) {
            noise.data[i] = Math.sin(i);
        }
        return model.termsAlong(tape, batch, noise);
    }
}
