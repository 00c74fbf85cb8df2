package org.sgvae.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CsvTableTest {
    @Test
    void cells_areQuotedWhereNeeded() {
        CsvTable csv = new CsvTable("name", "a, b");
        csv.add("say \"x\"", 0.1);
        csv.add(7, Double.NaN);
        assertThat(csv).hasToString("name,\"a, b\"\n\"say \"\"x\"\"\",0.1\n7,\n");
    }

    @Test
    void row_hasACellForEachColumn() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CsvTable("one").add(1, 2));
    }
}
