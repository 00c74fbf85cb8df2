package org.sgvae.latent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgvae.evaluate.TinyModel;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.statistics.Proportion;

class ReconstructionTest {
    @Test
    void constructorThatStopsAtOnce_rebuildsSingleNodesOnly() {
        Sgvae model = TinyModel.gaussian();
        model.parameters().get("constructor.addNode.weight").value().zero();
        model.parameters().get("constructor.addNode.bias").value().fill(-100);
        assertThat(rebuilt(model)).isEqualTo(new Reconstruction(new Proportion(30, 60), new Proportion(30, 60)));
    }

    @Test
    void constructorThatNeverStops_rebuildsNothing() {
        Sgvae model = TinyModel.gaussian();
        model.parameters().get("constructor.addNode.weight").value().zero();
        model.parameters().get("constructor.addNode.bias").value().fill(100);
        assertThat(rebuilt(model)).isEqualTo(new Reconstruction(new Proportion(0, 60), new Proportion(0, 60)));
    }

    private static Reconstruction rebuilt(Sgvae model) {
        try (Workers workers = new Workers(2)) {
            Codes codes = Codes.of(model, List.of(GraphFamilies.path(1), TinyModel.PAIR), 30, RandomKey.of(1), workers);
            return Reconstruction.of(model, codes, 2, RandomKey.of(2), workers);
        }
    }
}
