package io.flts.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class ShortestNumberPropertyTest {

  @Property(tries = 5_000)
  @Label("Every finite double reads back bit for bit, and no shorter text would")
  void readsBack(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    if (!Double.isFinite(value)) {
      return;
    }
    String text = ShortestNumber.of(value);
    assertThat(Double.doubleToRawLongBits(Double.parseDouble(text)))
        .isEqualTo(Double.doubleToRawLongBits(value));
    if (value == 0) {
      return;
    }
    BigDecimal digits = new BigDecimal(text).stripTrailingZeros();
    if (digits.precision() > 1) {
      // Neither neighbour with one digit less reads back.
      BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(1 - digits.scale());
      BigDecimal below = digits.setScale(digits.scale() - 1, java.math.RoundingMode.DOWN);
      assertThat(below.doubleValue()).isNotEqualTo(value);
      assertThat(below.add(unit.multiply(BigDecimal.valueOf(digits.signum()))).doubleValue())
          .isNotEqualTo(value);
    }
  }
}
