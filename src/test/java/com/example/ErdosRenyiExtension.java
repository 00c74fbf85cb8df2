package com.example;

import java.util.List;
import org.sgvae.graph.data.DataSet;
import org.sgvae.optim.Schedule;
import org.sgvae.train.Extension;
import org.sgvae.train.ModelKind;
import org.sgvae.train.Preset;
import org.sgvae.train.TrainingConfig;

/** What this program adds to the library, listed in {@code META-INF/services/org.sgvae.train.Extension}. */
public final class ErdosRenyiExtension implements Extension {
    @Override
    public List<ModelKind> models() {
        return List.of(new ModelKind(
                ErdosRenyiConfig.class,
                "random graphs with a learned probability of edges",
                List.of(new Preset("erdos-renyi", "maximum likelihood", ErdosRenyiExtension::config))));
    }

    @Override
    public List<Record> settings() {
        NormalisedSignal estimator = new NormalisedSignal(0.9);
        return List.of(new TemperedBound(1, estimator), estimator);
    }

    private static TrainingConfig config(DataSet data) {
        return TrainingConfig.builder(
                        new ErdosRenyiConfig(data.maxNodes()), new TemperedBound(2, new NormalisedSignal(0.8)))
                .orderings(1)
                .epochs(400)
                .learningRate(Schedule.cosine(0.2, 0, 0, 1))
                .build();
    }
}
