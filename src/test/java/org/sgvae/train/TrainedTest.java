package org.sgvae.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.sgvae.graph.DataSets;
import org.sgvae.nn.Parameters;

class TrainedTest {
    /** The paper's program handed its optimiser 26 tensors of 3846 numbers in all, 16 of them of the destructor. */
    @Test
    void allButPropagation_isWhatThePapersProgramTrained() throws IOException {
        Parameters parameters = Trainer.freshModel(TrainingConfig.paper(DataSets.parse("cycles:5-14")))
                .parameters();
        assertThat(parameters.all().stream().filter(Trained.ALL_BUT_PROPAGATION::includes))
                .hasSize(26);
        assertThat(Trained.ALL_BUT_PROPAGATION.count(parameters)).isEqualTo(3846);
        assertThat(Trained.ALL.count(parameters)).isEqualTo(parameters.count());
    }
}
