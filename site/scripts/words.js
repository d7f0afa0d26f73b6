// Numbers in words: written as Python writes them, so that page and notebook say the same.

// A number with some significant digits, as Python's format "g" writes it.
export function general(number, digits = 6) {
  if (!Number.isFinite(number)) return number > 0 ? "inf" : Number.isNaN(number) ? "nan" : "-inf";
  if (number === 0) return "0";
  const [mantissa, power] = number.toExponential(digits - 1).split("e");
  const exponent = Number(power);
  const withoutZeros = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
  if (exponent >= -4 && exponent < digits) return withoutZeros(number.toFixed(digits - 1 - exponent));
  const sign = exponent < 0 ? "-" : "+";
  return `${withoutZeros(mantissa)}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

// A number on an axis: 100, 0.01, but 1e-5; and a number of epochs: 20,000.
export function plainNumber(number) {
  if (number === 0 || (Math.abs(number) >= 0.01 && Math.abs(number) < 1000)) return general(number);
  return number.toExponential(0).replace("e+", "e");
}

export const withCommas = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
