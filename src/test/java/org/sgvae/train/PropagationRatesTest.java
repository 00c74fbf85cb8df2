package org.sgvae.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.sgvae.graph.data.DataSets;
import org.sgvae.nn.Parameters;

class PropagationRatesTest {
    /** The paper's program handed its optimiser 26 tensors with 3846 numbers. */
    @Test
    void frozen_trainsWhatThePapersProgramTrained() throws IOException {
        Parameters parameters =
                Trainer.freshModel(Presets.paper(DataSets.parse("cycles:5-14"))).parameters();
        PropagationRates frozen = PropagationRates.frozen();
        assertThat(parameters.all().stream().filter(parameter -> frozen.factor(parameter) > 0))
                .hasSize(26);
        assertThat(frozen.trained(parameters)).isEqualTo(3846);
        assertThat(PropagationRates.full().trained(parameters)).isEqualTo(parameters.count());
    }
}
