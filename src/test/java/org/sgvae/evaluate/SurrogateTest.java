package org.sgvae.evaluate;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.sgvae.autodiff.Tape;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Orderings;
import org.sgvae.model.Terms;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.statistics.Errors;

class SurrogateTest {
    @Test
    void value_isTheEnumeratedExpectation() {
        Sgvae model = TinyModel.point();
        double expected = 0;
        double logPz = 0;
        for (int[] ordering : Orderings.all(3)) {
            Terms terms = model.passAlong(
                            Tape.forwardOnly(), Minibatch.of(TinyModel.PATH, ordering), new DMatrixRMaj(1, 3))
                    .terms();
            double logQ = terms.logQOrder().value().get(0);
            double signal = terms.logPx().value().get(0)
                    + terms.latent().logPz().value().get(0)
                    - logQ;
            expected += Math.exp(logQ) * signal;
            logPz += Math.exp(logQ) * terms.latent().logPz().value().get(0);
        }
        try (Workers workers = new Workers(2)) {
            Surrogate scored = Surrogate.of(model, List.of(TinyModel.PATH), 4000, 1, RandomKey.of(2), workers);
            Errors.assertEstimates(scored.value(), expected, 0.05);
            Errors.assertEstimates(scored.logPz(), logPz, 0.05);
        }
    }
}
