package org.sgvae.sgvae;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.encoder.Posterior;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/** Small models for tests, with weights large enough that no decision is nearly certain nor nearly even. */
public final class SmallModels {
    public static final int NODE_TYPES = 3;
    public static final int EDGE_TYPES = 2;

    private SmallModels() {}

    public static Sgvae of(Posterior posterior) {
        return of(posterior, NODE_TYPES, EDGE_TYPES);
    }

    public static Sgvae of(Posterior posterior, int nodeTypes, int edgeTypes) {
        int latentDim = posterior == Posterior.POINT ? 3 : 2;
        return of(new SgvaeConfig(3, 4, 5, 2, nodeTypes, edgeTypes, posterior, latentDim));
    }

    public static Sgvae of(SgvaeConfig config) {
        return Sgvae.create(
                config, Initializer.normal(0.6), RandomKey.of(config.posterior() == Posterior.POINT ? 0 : 1));
    }

    /** Models that score any graphs: one of each posterior, and one of each variant of encoder and prior. */
    public static List<Sgvae> ofAnyGraphs() {
        SgvaeConfig gaussian = of(Posterior.GAUSSIAN).config();
        return List.of(
                of(Posterior.POINT), of(gaussian), of(gaussian.withPathDim(4)), of(gaussian.withPriorComponents(3)));
    }

    /** Copies of the gradients on a tape. */
    public static Map<String, DMatrixRMaj> gradients(Parameters parameters, Tape tape) {
        Map<String, DMatrixRMaj> gradients = new LinkedHashMap<>();
        parameters
                .all()
                .forEach(parameter -> gradients.put(
                        parameter.name(), parameter.on(tape).gradient().copy()));
        return gradients;
    }
}
