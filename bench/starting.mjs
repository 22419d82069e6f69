export const starting = async () => {};
